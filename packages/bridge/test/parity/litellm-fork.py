"""Starts LiteLLM proxies, each a fork of one process that has imported it already: a third of a second instead of six.

A line of JSON on stdin per proxy ({args, log}), a line of JSON with its pid on stdout. What runs in the fork is the proxy's own
command line, `bin/litellm`.
"""

import json
import os
import signal
import sys

import litellm.proxy.proxy_server  # noqa: F401
from litellm.proxy import proxy_cli

# A fork that has ended is gone at once, not a zombie: whoever asks for its pid is told.
signal.signal(signal.SIGCHLD, signal.SIG_IGN)

for line in sys.stdin:
    job = json.loads(line)
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        proxy_cli.run_server.main(args=job["args"], standalone_mode=False)
        os._exit(0)
    print(json.dumps({"pid": pid}), flush=True)
