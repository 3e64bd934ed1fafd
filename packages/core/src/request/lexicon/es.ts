import type { Lexicon } from './lexicon.ts'

export const es: Lexicon = {
  summarize:
    'de qué va|en pocas palabras|en pocas líneas|qué dice este|resum|resúm|resumen|sintetiz|síntesis|en pocas palabras|en una frase|en una oración|en dos frases|en tres frases|en pocas líneas|puntos clave|ideas principales|puntos principales|lo más importante|lo esencial|de qué trata|de que trata|condensa|recapitul|en breve|a grandes rasgos|versión corta',
  classify:
    'clasific|categor|etiquet|sentimiento|positivo o|positiva o|positivo, negativo|positiva, negativa|spam o|es spam|qué categoría|en qué categoría|qué departamento|urgencia|prioridad|asigna|intención|qué tipo de|de qué tipo|qué tema|tono del|responde solo con|responde únicamente con|una sola palabra|sí o no|verdadero o falso|queja o|una de las siguientes|a qué equipo',
  extract:
    'saca de|saca |sacar de|que aparecen|qué nombres|qué fechas|extrae|extraer|extraiga|extraig|saca los|saca las|saca el|sácame|lista todos|lista todas|enumera todos|enumera todas|encuentra todos|encuentra todas|identifica todos|identifica los|identifica las|qué nombres|todos los nombres|todas las fechas|todos los correos|los importes|número de factura|número de pedido|mencion|del texto|del siguiente texto|del correo|recopila|dame el nombre,|nombre, fecha|entidades|localiza|datos de contacto',
  format:
    'formatea|formato|da formato|dale formato|reformat|convierte|convertir|pásalo a|pasa esto a|pasa esta lista|en una tabla|como tabla|en forma de tabla|a json|en json|como json|a csv|en csv|en yaml|a yaml|en markdown|lista con viñetas|viñetas|lista numerada|alfabétic|ordena |mayúscul|minúscul|iso 8601|aaaa-mm|indenta|en html|en xml|columnas|separados por comas|por línea|uno por línea|reorganiza|pon esto en|ponlo en|tabula',
  translate:
    'traduc|traduzc|tradúc|al inglés|al francés|al alemán|al español|al italiano|al japonés|al chino|al portugués|al ruso|al polaco|al árabe|al turco|al coreano|al castellano|en inglés|en francés|en alemán|en italiano|en japonés|en chino|en portugués|en español|cómo se dice|como se dice|cómo digo|cómo se diría|qué significa|qué quiere decir',
  rewrite:
    'reescrib|reescríb|reformul|parafrase|corrige|corregir|corrección|ortografía|gramática|errores|más formal|más corto|más corta|más breve|más claro|más clara|más amable|más educado|más cortés|más profesional|más natural|más sencill|más simple|más concis|más cercano|menos formal|menos agresiv|acorta|simplifica|mejora |mejorar la redacción|mejora la redacción|revisa este|revisa el|revisa mi|pule |suaviza|redáctalo|haz que suene|haz este|hazlo más|haz que este|dilo de otra|otra manera|lenguaje claro|lenguaje sencillo',
  qa: '~qué es|~que es|~cuál es|~cuáles son|~quién es|~quién fue|~quién escrib|~cuándo|~dónde|~por qué|~cómo funciona|~cómo|~capital de|~definición|~diferencia entre|~qué significa|~cuánto dura|~cuánto tarda|~explica|~es cierto|~en qué año|según el texto|de acuerdo con|según el|con base en|a partir del|~para qué sirve|~hay|~existe|~cuántos habitantes|responde a la pregunta|responde la pregunta',
  chat: 'hola|buenos días|buenas tardes|buenas noches|buenas_|qué tal|cómo estás|como estas|cómo te va|qué hay|gracias|adiós|hasta luego|hasta mañana|nos vemos|me siento|estoy triste|estoy cansad|estoy aburrid|aburrid|cuéntame un chiste|chiste|hazme reír|eres un|eres humano|tu nombre|cómo te llamas|encantad|mucho gusto|suerte|feliz cumpleaños|felicidades|te gusta|mi día|tu día|charlar|hablemos|platicar|adivina qué|jaja|deséame|qué onda|día horrible',
  code: 'código|program|función que|una función|escribe una función|python|javascript|typescript|java_|sql|consulta que|consulta sql|regex|expresión regular|script|bash|depura|debug|bug|mensaje de error|error |stack trace|traceback|compila|refactor|prueba unitaria|pruebas unitarias|test unitario|tests unitarios|algoritmo|api_|docker|git_|clase que|react|css|implementa|qué imprime|qué devuelve|recursiv|c++|c#|php|base de datos|excepción|componente|bucle',
  math: 'resuelve|resolver|ecuación|integral|derivada|deriva |calcula|cálculo|probabilidad|por ciento|porcentaje|%|raíz cuadrada|raíz|número primo|polinomio|matriz|determinante|triángulo|círculo|circunferencia|radio|perímetro|área|volumen|ángulo|promedio|media de|mediana|fracción|logaritmo|demuestra|demostrar|teorema|interés compuesto|interés|divisible|suma de|producto de|km/h|halla |encuentra x|valor de x|factoriza|inecuación|hipotenusa|descuento',
  reasoning:
    'paso a paso|ventajas y desventajas|pros y contras|debería|deberíamos|qué opción|qué me conviene|conviene|mejor opción|es mejor|compara|evalúa|evaluar|analiz|argument|plan|planific|estrateg|acertijo|lógica|lógico|deduce|deducir|razona|causa raíz|causa|qué pasaría|consecuencias|implicaciones|decid|recomiend|recomienda|aconsej|óptim|optimiz|dilema|ético|ética|contradic|falacia|quién miente|sentado al lado|más alto que|mayor que|diagnost|justifica|reflexiona|itinerario|horario|escenario|riesgos|si todos los|exactamente uno|sopesa|hipótesis|prioriza',
  writing:
    'escribe un|escribe una|escríbeme|escribe el|escribir un|redacta|redáctame|redactar un|compón|componer|historia|cuento|poema|haiku|canción|letra de|entrada de blog|artículo sobre|ensayo|correo a|correo para|un correo|email a|carta|carta de presentación|discurso|eslogan|lema|titular|tuit|tweet|linkedin|instagram|pie de foto|descripción de producto|descripción del producto|nota de prensa|comunicado|boletín|invitación|diálogo|ideas para|nombres para|lluvia de ideas|oferta de empleo|felicitación|tarjeta|agradecimiento|renuncia|inventa|imagina una|crea un texto|publicación para|mensaje de',
  story:
    'cuánt|cuant|en total|cada uno|cada día|por día|por hora|quedan|le quedan|el doble|veces más|la mitad|cuesta|cuestan|euros|pesos|gasta|gana |paga|precio|qué edad|qué distancia|qué fracción',
  question: 'qué|quién|cuándo|dónde|cuál|por qué|cómo|cuánto|es |hay|puede|existe|de qué',
  label:
    'positivo|negativo|neutro|neutral|spam|no spam|queja|consulta|facturación|técnico|urgente|baja|media|alta|otro|sí|no_|verdadero|falso|reembolso|envío|devolución',
  language:
    'inglés|alemán|francés|español|castellano|italiano|portugués|polaco|ruso|turco|árabe|japonés|chino|coreano|holandés|neerlandés|vietnamita|hindi|indonesio',
  data: 'json|csv|yaml|xml|markdown|html|tabla|lista|columnas|viñetas',
}
