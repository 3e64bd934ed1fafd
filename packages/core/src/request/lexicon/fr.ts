import type { Lexicon } from './lexicon.ts'

export const fr: Lexicon = {
  summarize:
    "que raconte|en deux lignes|en quelques lignes|en gros|de quoi parle|que dit ce|résum|resume |resumer|synthèse|synthétis|en bref|en une phrase|en deux phrases|en trois phrases|en quelques lignes|en quelques phrases|points clés|points essentiels|idées principales|points principaux|l'essentiel|grandes lignes|de quoi parle|condense|récapitul|à retenir|compte rendu en|abrège",
  classify:
    "range ce|range ces|trie ces|urgent »|class|catégori|étiquet|sentiment|positif ou|positif, négatif|positive ou|spam ou|est-ce du spam|quelle catégorie|dans quelle catégorie|quel service|urgence|priorité|niveau de priorité|attribue|intention|quel type de|quel thème|de quel type|tonalité|réponds uniquement par|répondez uniquement par|un seul mot|oui ou non|vrai ou faux|plainte ou|parmi :|parmi les catégories|trie ces|l'un des|une des étiquettes",
  extract:
    'repère|trouve tous|trouve toutes|donne-moi tous|donne-moi les|dresse la liste|indique les|récupère|extrai|extraire|extrayez|relève|relevez|repère|repérez|liste tous|liste toutes|listez|trouve tous|trouve toutes|identifie tous|identifie les|quels sont les noms|tous les noms|toutes les dates|toutes les adresses|les montants|numéro de facture|numéro de commande|mentionné|cités dans|dans le texte|du texte suivant|récupère|récupérez|donne-moi le nom,|nom, date|entités|coordonnées|isole|sors-moi|sors les',
  format:
    'transforme|objet json|trie |classe par ordre|mets en|formate|mets en forme|mettre en forme|met en forme|mise en forme|reformat|converti|transforme en|transforme cette liste|transforme ces|en tableau|sous forme de tableau|un tableau|en json|au format|format json|en csv|en yaml|en markdown|liste à puces|liste numérotée|ordre alphabétique|alphabétique|trie |tri |majuscul|minuscul|iso 8601|aaaa-mm|indente|en html|en xml|colonnes|séparés par des virgules|une par ligne|par ligne|réorganise|mets ces|mets ça dans|mets ça en|range ces',
  translate:
    "tradui|traduc|en anglais|en allemand|en espagnol|en italien|en japonais|en chinois|en portugais|en russe|en polonais|en arabe|en français|en turc|en coréen|en néerlandais|vers l'anglais|vers le français|vers l'allemand|vers l'espagnol|comment dit-on|comment on dit|comment dire|comment se dit|que veut dire|que signifie",
  rewrite:
    'allég|reformul|plus léger|plus simple|plus poli|plus court|améliore|tourne |rends |réécri|reecri|reformul|récri|paraphras|corrige|corrigez|correction|orthograph|grammaire|fautes|rends ce|rends cette|rends-le|rendre ce|plus formel|plus poli|plus concis|plus court|plus clair|plus simple|plus professionnel|plus amical|plus chaleureux|plus naturel|plus fluide|moins formel|moins agressif|raccourci|simplifi|améliore|relis |relisez|relire|peaufine|adouci|allège|tourne autrement|dis-le autrement|mieux tourn|le style|ton plus|en langage simple|vulgaris',
  qa: "~qu'est-ce|~quelle est|~quel est|~quels sont|~quelles sont|~qui est|~qui a|~qui était|~quand|~où se|~où est|~pourquoi|~comment fonctionne|~comment|~capitale|~définition|~différence entre|~que signifie|~combien de temps|~explique|~est-il vrai|~en quelle année|d'après le texte|selon le texte|à partir du contexte|selon le|d'après|~quelle année|~à quoi sert|~y a-t-il|réponds à la question",
  chat: "bonjour|salut|coucou|bonsoir|bonne nuit|ça va|comment vas|comment allez|comment tu vas|quoi de neuf|merci|au revoir|à bientôt|à demain|je me sens|je suis triste|je suis fatigu|je m'ennuie|ennuie|raconte-moi une blague|blague|fais-moi rire|es-tu un|tu es un robot|ton nom|comment tu t'appelles|enchanté|bon courage|bonne chance|bon anniversaire|félicitations|tu aimes|ma journée|ta journée|journée difficile|on discute|discuter|devine quoi|mdr|souhaite-moi",
  code: "code|programm|fonction qui|une fonction|écris une fonction|python|javascript|typescript|java_|sql|requête|regex|expression régulière|script|bash|débog|debug|bug|message d'erreur|erreur|stack trace|traceback|compil|refactor|test unitaire|tests unitaires|algorithme|api_|docker|git_|classe qui|react|css|implément|que va afficher|qu'affiche|récursi|c++|c#|php|base de données|exception|composant",
  math: "résou|équation|intégrale|dérivée|dérive|calcul|probabilité|pourcent|pour cent|%|racine carrée|racine|nombre premier|polynôme|matrice|déterminant|triangle|cercle|rayon|périmètre|aire|volume|angle|moyenne|médiane|fraction|logarithme|démontre|démontrer|prouve|théorème|intérêts composés|intérêt|divisible|somme_|la somme|produit de|km/h|détermine x|trouve x|valeur de x|factoris|inéquation|hypoténuse|remise de|simplifie l'expression",
  reasoning:
    'hésite|partagé entre|du mal à choisir|réfléchir|aide-moi à choisir|étape par étape|pas à pas|avantages et inconvénients|avantages et les inconvénients|pour et contre|le pour et le contre|devrais-je|dois-je|devrions-nous|quelle option|que choisir|mieux vaut|vaut-il mieux|compare|évalue|analys|argument|plan|planifi|stratégi|énigme|logique|déduis|déduire|raisonn|cause|que se passerait|conséquences|implications|décid|recommand|conseill|optimal|optimis|dilemme|éthique|contradiction|sophisme|qui ment|assis à côté|plus grand que|plus âgé|diagnos|justifie|réfléchi|itinéraire|emploi du temps|scénario|risques|si tous les|exactement un|arbitr|hypothèse|pèse le|pourquoi pourrait',
  writing:
    "écris un|écris une|écris-moi|écrivez|rédige|rédigez|rédiger|compose|histoire|poème|haïku|chanson|paroles|article de blog|blog|article sur|essai|dissertation|mail à|e-mail à|courriel|lettre|lettre de motivation|discours|slogan|accroche|titre accrocheur|tweet|linkedin|instagram|légende|fiche produit|description de produit|description du produit|communiqué|newsletter|infolettre|invitation|dialogue|idées de|idées pour|trouve des idées|propose des noms|noms pour|offre d'emploi|carte de|message de|remerciement|démission|conte|imagine une|invente|petit texte|publication pour",
  story:
    'combien|au total|en tout|chaque|par jour|par heure|il reste|reste-t-il|deux fois plus|fois plus|la moitié|coûte|coûtent|euros|dépens|gagne|paie|quel est le prix|quelle distance|quel âge|quelle fraction',
  question: "que |qu'|qui|quand|où|quel|quelle|pourquoi|comment|combien|est-ce|est-il|y a-t-il|peut-on",
  label:
    'positif|négatif|neutre|spam|non spam|plainte|question|facturation|technique|urgent|faible|moyen|élevé|autre|oui|non_|vrai|faux|remboursement|livraison|retour',
  language:
    'anglais|allemand|français|espagnol|italien|portugais|polonais|russe|turc|arabe|japonais|chinois|coréen|néerlandais|vietnamien|hindi|indonésien',
  data: 'json|csv|yaml|xml|markdown|html|tableau|liste|colonnes|puces',
  things:
    'noms|dates|montants|prix|numéros|adresses|e-mails|téléphone|entreprises|sociétés|personnes|villes|lieux|pays|employeurs|produits|quantités|iban|délais|ingrédients|symptômes|années|titres|liens|numéro de',
  texts: 'cette phrase|ce texte|ce mail|ce message|ce paragraphe|cette lettre|la phrase|le texte|mon texte|mon mail',
}
