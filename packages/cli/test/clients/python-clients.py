"""The official Python SDKs against a gateway: `python-clients.py URL TOKEN`. Prints what each of them read, as one JSON document."""

import json
import sys

import anthropic
import openai

url, token = sys.argv[1:3]
prompt = [{"role": "user", "content": "Tell me of the fox"}]
parameters = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
chat_tools = [{"type": "function", "function": {"name": "weather", "parameters": parameters}}]
messages_tools = [{"name": "weather", "input_schema": parameters}]
openai_client = openai.OpenAI(api_key=token, base_url=url + "/v1")
anthropic_client = anthropic.Anthropic(api_key=token, base_url=url)


def openai_chat(model):
    raw = openai_client.chat.completions.with_raw_response.create(model=model, messages=prompt)
    reply = raw.parse()
    stream = openai_client.chat.completions.create(
        model=model, messages=prompt, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    called = openai_client.chat.completions.create(model=model, messages=prompt, tools=chat_tools).choices[0].message
    results = [{"role": "tool", "tool_call_id": call.id, "content": "mild"} for call in called.tool_calls]
    turns = [*prompt, called.model_dump(exclude_none=True), *results]
    after = openai_client.chat.completions.create(model=model, messages=turns, tools=chat_tools)
    return {
        "text": reply.choices[0].message.content,
        "model": reply.model,
        "usage": [reply.usage.prompt_tokens, reply.usage.completion_tokens],
        "header": raw.headers["x-signalbox-model"],
        "hasRequestId": reply._request_id == raw.headers["x-request-id"],
        "streamed": "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices),
        "streamedUsage": [chunks[-1].usage.prompt_tokens, chunks[-1].usage.completion_tokens],
        "called": [json.loads(call.function.arguments) for call in called.tool_calls],
        "after": after.choices[0].message.content,
    }


def openai_responses(model):
    raw = openai_client.responses.with_raw_response.create(model=model, input=prompt)
    reply = raw.parse()
    with openai_client.responses.stream(model=model, input=prompt) as stream:
        streamed = "".join(event.delta for event in stream if event.type == "response.output_text.delta")
        final = stream.get_final_response()
    tools = [{"type": "function", "name": "weather", "parameters": parameters, "strict": False}]
    called = openai_client.responses.create(model=model, input=prompt, tools=tools).output
    calls = [item for item in called if item.type == "function_call"]
    results = [{"type": "function_call_output", "call_id": call.call_id, "output": "mild"} for call in calls]
    turns = [*prompt, *[item.model_dump(exclude_none=True) for item in called], *results]
    return {
        "text": reply.output_text,
        "model": reply.model,
        "usage": [reply.usage.input_tokens, reply.usage.output_tokens],
        "header": raw.headers["x-signalbox-model"],
        "hasRequestId": reply._request_id == raw.headers["x-request-id"],
        "streamed": streamed,
        "streamedUsage": [final.usage.input_tokens, final.usage.output_tokens],
        "called": [json.loads(call.arguments) for call in calls],
        "after": openai_client.responses.create(model=model, input=turns, tools=tools).output_text,
    }


def anthropic_messages(model):
    raw = anthropic_client.messages.with_raw_response.create(model=model, max_tokens=500, messages=prompt)
    reply = raw.parse()
    with anthropic_client.messages.stream(model=model, max_tokens=500, messages=prompt) as stream:
        streamed = "".join(stream.text_stream)
        final = stream.get_final_message()
    asked = {"model": model, "max_tokens": 500, "tools": messages_tools}
    called = anthropic_client.messages.create(messages=prompt, **asked).content
    calls = [block for block in called if block.type == "tool_use"]
    results = [{"type": "tool_result", "tool_use_id": call.id, "content": "mild"} for call in calls]
    turns = [*prompt, {"role": "assistant", "content": called}, {"role": "user", "content": results}]
    usage = reply.usage
    return {
        "text": reply.content[0].text,
        "model": reply.model,
        "usage": [usage.input_tokens + usage.cache_read_input_tokens, usage.output_tokens],
        "header": raw.headers["x-signalbox-model"],
        "hasRequestId": reply._request_id == raw.headers["request-id"],
        "streamed": streamed,
        "streamedUsage": [final.usage.input_tokens + final.usage.cache_read_input_tokens, final.usage.output_tokens],
        "called": [call.input for call in calls],
        "after": anthropic_client.messages.create(messages=turns, **asked).content[0].text,
    }


def error_of(work):
    try:
        work()
    except (openai.APIStatusError, anthropic.APIStatusError) as error:
        return [type(error).__module__.split(".")[0], type(error).__name__, error.status_code]


def chat_error(model, **more):
    body = {"model": model, "messages": prompt, **more}
    return error_of(lambda: openai_client.chat.completions.create(**body))


def messages_error(model, **more):
    body = {"model": model, "max_tokens": 500, "messages": prompt, **more}
    return error_of(lambda: anthropic_client.messages.create(**body))


upstreams = ["chat", "responses", "anthropic"]
print(
    json.dumps(
        {
            "openai-chat": {model: openai_chat(model) for model in upstreams},
            "openai-responses": {model: openai_responses(model) for model in upstreams},
            "anthropic-messages": {model: anthropic_messages(model) for model in upstreams},
            "models": [model.id for model in openai_client.models.list()],
            "counted": anthropic_client.messages.count_tokens(model="anthropic", messages=prompt).input_tokens,
            "errors": [
                chat_error("gpt-99"),
                chat_error("chat", temperature="hot"),
                chat_error("chat-limited"),
                chat_error("chat-broken"),
                messages_error("claude-99"),
                messages_error("anthropic", extra_body={"temperature": "hot"}),
                messages_error("anthropic-limited"),
            ],
        }
    )
)
