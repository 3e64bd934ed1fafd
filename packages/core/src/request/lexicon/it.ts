import type { Lexicon } from './lexicon.ts'

export const it: Lexicon = {
  summarize:
    "in sostanza|cosa dice|cosa c'è scritto|in poche righe|dimmi in breve|in sintesi|riassum|riassunt|sintesi|sintetizz|in breve|punti chiave|punti principali|idee principali|in una frase|in due frasi|in tre frasi|in poche parole|di cosa parla|di che cosa parla|i concetti principali|l'essenziale|condensa|riepilog|tl;dr|il succo|le conclusioni principali",
  classify:
    'classific|categoria|categorizz|sentiment|positiva o|positivo o|positivo, negativo|è spam|spam o|a quale reparto|quale reparto|quale categoria|che tipo di|priorità|urgenza|etichett|reclamo o|rispondi solo con|sì o no|intento|tono del messaggio|una delle seguenti|decidi se|assegna |smist|è offensiv',
  extract:
    "elenca|individua|cerca |dammi tutti|dammi i|annota|segna|quali persone|nominat|estrai|estrarre|estrapol|ricava|elenca tutti|elenca tutte|trova tutti|trova tutte|tutti i nomi|tutte le date|tutti gli indirizzi|tutti gli importi|individua|identifica|menzionat|citati|citate|numero d'ordine|numero di fattura|numero fattura|quali nomi|quali date|entità|dal testo|dalla mail|dal seguente|prendi i|isola |tira fuori|recupera",
  format:
    'metti in ordine|disponi|incolonna|fai una lista|fai una tabella|separa con|formatta|converti|trasforma questo|trasforma questa|trasforma in|in una tabella|in tabella|come tabella|in json|in formato|in csv|in yaml|in markdown|ordine alfabetico|ordina|maiuscol|minuscol|iso 8601|elenco puntato|elenco numerato|lista numerata|metti questi|metti in|riorganizza|uno per riga|una per riga|indenta|in html|in xml|separati da virgol|sistema le date|incolonna|impagina',
  translate:
    "traduc|traduzione|tradurre|traduci|in inglese|in francese|in spagnolo|in tedesco|in italiano|in portoghese|in giapponese|in cinese|in russo|in polacco|in turco|in arabo|in coreano|in olandese|dall'inglese|come si dice|come dico|come si scrive in|cosa vuol dire in",
  rewrite:
    'snellisci|alleggerisci|accorcia|abbrevia|rendere più|puoi rendere|elimina le ripetizioni|riscriv|riformul|corregg|correzione|parafras|grammatica|ortografia|errori|più formale|più gentile|più cortese|più educat|più professionale|più chiar|più breve|più cort|più semplice|più scorrevole|più conciso|accorci|semplific|miglior|rendi |rendila|rendilo|con altre parole|in altre parole|in modo più|linguaggio semplice|ammorbidisci|rivedi|sistema questo testo|sistema la frase|forma attiva|tono',
  qa: "~cos'è|~che cos'è|~cosa sono|~chi è|~chi ha|~chi era|~quando|~dove si trova|~dov'è|~qual è|~quali sono|~perché|~come funziona|~capitale|~significa|~definizione|~differenza tra|secondo il testo|in base al|sulla base|~quanto dura|~in che anno|~è vero|~spiegami cos|~spiega cos|~come posso|~a cosa serve|rispondi alla domanda|~che cosa",
  chat: 'ciao|buongiorno|buonasera|buonanotte|salve|come stai|come va|tutto bene|che fai|grazie|arrivederci|a presto|a domani|sono stanc|sono trist|sono felice|mi annoio|noia|barzelletta|raccontami una|mi sento|sei un robot|come ti chiami|chi sei|auguri|congratulazioni|buona fortuna|buon compleanno|in bocca al lupo|la mia giornata|chiacchier|parliamo|indovina|finalmente è|haha|ahah|da solo|sola',
  code: 'codice|programm|funzione che|una funzione|funzione in|python|javascript|typescript|java_|sql|query|regex|espressione regolare|script|bash|debug|bug|errore nel codice|mi dà errore|eccezione|stack trace|traceback|compil|refactor|rifattorizz|test unitari|unit test|algoritmo|api_|endpoint|docker|git_|react|css|implement|ricorsiv|c++|c#|php|database|cosa stampa|classe che|ciclo for',
  math: "trova due numeri|trova il valore|prodotto è|somma è|numeri la cui|quanto vale|risolvi|equazione|integrale|derivata|calcol|probabilità|per cento|percento|percentuale|radice quadrata|numero primo|numeri primi|polinomio|matrice|determinante|triangolo|cerchio|raggio|perimetro|area_|l'area|volume|angolo|media|mediana|frazione|logaritmo|dimostra|teorema|interess|divisibile|somma di|somma dei|prodotto di|quoziente|km/h|litri|sconto|valore di x|disequazione|quanto fa|scomponi|mcd|mcm|ipotenusa|lato di",
  reasoning:
    'al mio posto|cosa faresti|considera|indecis|sono combattuto|non so se|aiutami a capire|aiutami a decidere|quale rischio|passo dopo passo|passo passo|pro e contro|vantaggi e svantaggi|conviene|dovrei|dovremmo|quale opzione|cosa è meglio|è meglio|quale è meglio|confronta|analizza|analisi|valuta |argomenta|piano per|pianifica|un piano|strategia|indovinello|enigma|rompicapo|logica|deduci|causa principale|cause probabili|possibili cause|cosa succederebbe|cosa succede se|conseguenze|impatto|decidere|raccomand|consigli|dilemma|etico|fallacia|contraddizione|chi mente|seduto accanto|più alto di|più vecchio di|diagnos|giustifica|ragiona|vale la pena|itinerario|scenario|rischi|se tutti|priorità tra',
  writing:
    'due righe per|righe per invitare|butta giù|buttami giù|scrivi un|scrivi una|scrivi il|scrivimi|scrivere un|scrivere una|redigi|componi|crea un|crea una|racconto|storia|favola|poesia|haiku|canzone|testo per|post per|post su|articolo su|saggio|tema su|mail a|e-mail a|email a|lettera|lettera di presentazione|discorso|slogan|titolo per|tweet|instagram|didascalia|descrizione del prodotto|descrizione per|comunicato|newsletter|invito|dialogo tra|idee per|nomi per|annuncio|ringraziamento|biglietto|messaggio di|testo pubblicitario|brindisi|inventa|sceneggiatura|bozza',
  story:
    "quanti|quante|quanto|quanti|quante|quanto|in totale|in tutto|ciascuno|ciascuna|al giorno|all'ora|rimangono|restano|il doppio|volte|la metà|costa|costano|euro|spende|guadagna|paga|quanti anni|che distanza",
  question: "quant|chi |cosa|cosa|chi|quando|dove|qual|quale|quali|perché|come|quanto|è |sono |può|esiste|c'è",
  label:
    'positiv|negativ|neutr|spam|reclamo|domanda|richiesta|fatturazione|tecnic|urgente|bassa|media|alta|altro|sì|no_|vero|falso|reso|spedizione|complimento',
  language:
    'inglese|tedesco|francese|spagnolo|italiano|portoghese|polacco|russo|turco|arabo|giapponese|cinese|coreano|olandese|vietnamita|hindi|indonesiano|latino',
  data: 'json|csv|yaml|xml|markdown|html|tabella|elenco|lista|colonne',
  things:
    'nomi|date|importi|prezzi|numeri|indirizzi|e-mail|telefoni|aziende|società|persone|città|luoghi|paesi|prodotti|quantità|iban|scadenze|ingredienti|sintomi|anni|titoli|vie|numero d',
  texts:
    'questa frase|questo testo|questa mail|questo messaggio|questo periodo|questo paragrafo|la frase|il testo|il mio testo',
}
