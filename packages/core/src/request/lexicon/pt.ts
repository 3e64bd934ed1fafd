import type { Lexicon } from './lexicon.ts'

export const pt: Lexicon = {
  summarize:
    'ideia central|este texto diz|esse texto diz|em poucas linhas|versão curta|em resumo|resum|sintetiz|síntese|pontos principais|pontos-chave|ideias principais|ideia principal|em poucas palavras|em uma frase|numa frase|em duas frases|em três frases|o essencial|do que trata|do que se trata|principais conclusões|tl;dr|condens|destaques d|o mais importante',
  classify:
    'classifi|categor|sentimento|positiva ou|positivo ou|positivo, negativo|é spam|spam ou|qual categoria|que categoria|a qual departamento|qual departamento|qual setor|prioridade|urgência|rotul|etiquet|reclamação ou|elogio, |responda só com|responda apenas|sim ou não|que tipo de|intenção d|tom da mensagem|uma das seguintes|decida se|é tóxic',
  extract:
    'encontre|ache |procure|me dê todos|me dê os|anote|liste os|liste as|aponte|quais nomes|aparecem aqui|aparecem no|quais cidades|quais pessoas|quais empresas|extra|retire |retira os|identifique|liste todos|liste todas|lista todos|encontre todos|encontre todas|todos os nomes|todas as datas|todos os e-mails|todos os valores|mencionad|citad|número do pedido|número da fatura|nota fiscal|quais nomes|quais datas|entidades|localize|a partir do texto|pegue os|aponte os|que aparecem no texto',
  format:
    'coloque em|ponha em|faça uma lista|faça uma tabela|separe por|format|convert|transforme esta lista|transforme isso em|transforme em|em uma tabela|numa tabela|em tabela|em json|para json|em csv|para csv|em yaml|em markdown|ordem alfabética|orden|maiúscul|minúscul|iso 8601|em tópicos|lista numerada|lista com marcadores|coloque em|organize |um por linha|uma por linha|passe para json|indent|em html|em xml|separados por vírgula|padronize as datas',
  translate:
    'traduz|tradução|para o inglês|para inglês|em inglês|para o francês|para francês|em francês|para o espanhol|para espanhol|em espanhol|para o alemão|para alemão|em alemão|para o português|em português|para português|para o italiano|em italiano|para o japonês|em japonês|para o chinês|como se diz|como digo|como se fala|o que quer dizer em|verta para',
  rewrite:
    'melhorada|dá um jeito|dar uma melhorada|arrume|enxugue|corte |deixe esta frase|melhor redação|poli|reescrev|reformul|corrij|corrig|correção|revise|reveja este texto|gramática|ortografia|erros de|parafrase|mais formal|mais educad|mais cordial|mais gentil|mais profissional|mais claro|mais clara|mais curto|mais curta|mais simples|mais simpátic|mais conciso|encurt|simplifi|melhore|melhora esta|deixe o texto|deixe este|deixe mais|torne |diga de outra forma|outras palavras|linguagem simples|suaviz|voz ativa|aperfeiçoe|ajuste o tom',
  qa: '~o que é|~o que são|~quem é|~quem foi|~quem escreveu|~quando|~onde fica|~onde está|~qual é|~quais são|~por que|~porque|~por quê|~como funciona|~capital d|~significa|~defin|~diferença entre|segundo o texto|de acordo com|com base no|~quanto tempo|~em que ano|~é verdade|~explique o que|~me explica|~qual a|~como posso|~para que serve|responda à pergunta',
  chat: 'olá|oi_|oi,|oi!|bom dia|boa tarde|boa noite|tudo bem|tudo bom|como vai|como você está|como estás|beleza|obrigad|valeu|tchau|até logo|até amanhã|estou cansad|tô |estou trist|estou feliz|tédio|entediad|conta uma piada|piada|kkk|você é um robô|qual é o seu nome|quem é você|parabéns|boa sorte|feliz aniversário|saudade|meu dia|bater papo|conversar|adivinha|me sinto|sozinh',
  code: 'componente|crie um componente|vue|página html|crie uma função|crie um script|código|program|função que|uma função|função em|python|javascript|typescript|java_|sql|consulta|regex|expressão regular|script|bash|depur|bug|erro no|dá erro|exceção|stack trace|traceback|compil|refator|teste unitário|testes unitários|algoritmo|api_|endpoint|docker|git_|react|css|implement|recursiv|c++|c#|php|banco de dados|o que este código|saída deste|classe que|laço',
  math: 'resolva|resolver|equação|integral|derivada|calcul|probabilidade|por cento|porcentagem|raiz quadrada|número primo|primos|polinômio|matriz|determinante|triângulo|círculo|raio|perímetro|área|volume|ângulo|média|mediana|fração|logaritmo|demonstre|prove que|teorema|juros|divisível|divisores|soma d|produto d|quociente|km/h|litros|desconto|valor de x|inequação|quanto é|fatore|mdc|mmc|hipotenusa|progressão|lado de',
  reasoning:
    'no meu lugar|o que você faria|em dúvida|indecis|não sei se|me ajuda a pensar|me ajude a decidir|vale mais a pena|mais vantajoso|pense nos|pense em|passo a passo|prós e contras|vantagens e desvantagens|devo |deveria|deveríamos|qual opção|qual é melhor|o que é melhor|melhor opção|compare|analise|análise|avalie|argumente|plano d|planeje|um plano|estratégia|enigma|charada|lógica|deduz|inferir|causa raiz|causas prováveis|possíveis causas|o que aconteceria|o que acontece se|consequências|impactos|decid|recomend|dilema|ético|falácia|contradição|quem mente|mentindo|ao lado de|mais alto que|mais velho que|diagnóstic|justifique|pondere|vale a pena|roteiro de|itinerário|cronograma|cenário|riscos|se todos os|raciocín|prioriz',
  writing:
    'escreva um|escreva uma|escrever um|escrever uma|escreve um|escreve uma|redija|redigir|elabore um|crie um|crie uma|componha|história|conto|poema|haicai|música|letra de|post para|post no|post d|artigo sobre|redação|ensaio|e-mail para|carta|carta de apresentação|discurso|slogan|título para|tweet|instagram|legenda|descrição do produto|descrição de produto|comunicado|boletim|newsletter|convite|diálogo|ideias de|ideias para|nomes para|sugestões de nome|anúncio|agradecimento|mensagem de|cartão|texto publicitário|roteiro para um vídeo|invente|fábula|brinde',
  story:
    'quantos|quantas|quanto|no total|ao todo|cada um|cada uma|por dia|por hora|sobram|sobrou|restam|o dobro|vezes mais|metade|custa|custam|reais|euros|gasta|ganha|paga|que idade|que distância',
  question: 'o que|quem|quando|onde|qual|quais|por que|como|quanto|é |são |pode|existe|tem',
  label:
    'positiv|negativ|neutr|spam|reclamação|dúvida|elogio|financeiro|técnic|urgente|baixa|média|alta|outro|sim|não|verdadeiro|falso|entrega|devolução|cobrança',
  language:
    'inglês|alemão|francês|espanhol|italiano|português|polonês|polaco|russo|turco|árabe|japonês|chinês|mandarim|coreano|holandês|vietnamita|hindi|indonésio',
  data: 'json|csv|yaml|xml|markdown|html|tabela|lista|colunas|tópicos',
  things:
    'nomes|datas|valores|preços|números|endereços|e-mails|telefones|empresas|pessoas|cidades|lugares|países|produtos|quantidades|cpf|cnpj|prazos|ingredientes|sintomas|títulos|links|número do',
  texts:
    'esta frase|essa frase|este texto|esse texto|este e-mail|esta mensagem|essa mensagem|este parágrafo|a frase|o texto|o parágrafo|meu texto',
}
