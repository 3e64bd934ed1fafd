import type { Lexicon } from './lexicon.ts'

export const pl: Lexicon = {
  summarize:
    'w skrócie|o czym w skrócie|streść|streszcz|podsum|w skrócie|najważniejsze punkty|kluczowe punkty|główne myśli|główną myśl|najważniejsze informacje|w jednym zdaniu|w dwóch zdaniach|w trzech zdaniach|w kilku zdaniach|o czym jest|o co chodzi|skróć do|esencj|kluczowe wnioski|najważniejsze wnioski|tl;dr|sedno',
  classify:
    'jaki jest ton|zadowolon|do jakiej kategorii|rodzaj wiadomości|pozytywn|sklasyfikuj|klasyfik|kategori|przypisz|pozytywna, czy|pozytywna czy|pozytywny czy|pozytywne czy|pozytywny, negatywny|spam czy|czy to spam|sentyment|nastrój|do którego działu|jaki dział|jakiego typu|jaki typ|pilność|priorytet|oznacz|etykiet|skarga czy|reklamacja czy|odpowiedz tylko|odpowiedz jednym|tak lub nie|tak czy nie|intencj|ton wiadomości|jedną z następujących|oceń ton|określ, czy|czy ta opinia|czy ten komentarz',
  extract:
    'podaj imiona|zbierz|odszukaj|wyłuskaj|wynotuj|jakie firmy|jakie miasta|wypisz|wyodrębnij|wyciągnij|wydobądź|znajdź wszystkie|znajdź w tekście|wymień wszystkie|wymień wszystkich|wskaż wszystkie|podaj wszystkie|wszystkie nazwiska|wszystkie daty|wszystkie adresy|wszystkie kwoty|wymienione|wspomnian|numer zamówienia|numer faktury|jakie daty|jakie nazwiska|encje|z tekstu|z poniższego|z maila|z wiadomości|odczytaj|pobierz z',
  format:
    'ułóż te|w kolejności|zrób z tego|zrób tabelę|zrób listę|oddziel przecinkami|sformatuj|formatuj|przekształć|zamień |przekonwertuj|konwertuj|w tabel|jako tabel|na tabel|do json|na json|jako json|w formacie|na csv|do csv|na yaml|w markdown|alfabetyczn|posortuj|uporządkuj|wielkie litery|wielkimi literami|małe litery|małymi literami|iso 8601|listę punktowaną|wypunktuj|lista numerowana|listę numerowaną|w osobnej linii|w nowej linii|wcięci|na html|na xml|oddzielone przecinkami|ujednolić dat|rozdziel',
  translate:
    'przetłumacz|tłumacz|przekład|przełóż|na angielski|po angielsku|na niemiecki|po niemiecku|na francuski|po francusku|na hiszpański|po hiszpańsku|na polski|po polsku|na włoski|po włosku|na rosyjski|po rosyjsku|na ukraiński|na japoński|na chiński|na czeski|jak się mówi|jak powiedzieć|jak będzie po|co znaczy po',
  rewrite:
    'skróć to|usuń powtórzenia|wygładź|ulepsz|zmień ton|zmień styl|przeredaguj|popraw to|przepisz|przeredaguj|zredaguj|przeformułuj|sparafrazuj|parafraz|popraw|korekt|gramaty|ortograf|błędy|bardziej formaln|bardziej uprzejm|grzeczniej|uprzejmiej|formalniej|milej|bardziej profesjonaln|jaśniej|krócej|prościej|prostszym|zwięźlej|skróć ten|skróć tekst|uprość|ulepsz|wygładź|innymi słowami|inaczej sformułuj|prostym językiem|łagodniej|stron czynną|stylist|brzmiał|ton na',
  qa: '~co to jest|~czym jest|~czym są|~kto |~kiedy|~gdzie|~jaka jest|~jaki jest|~jakie są|~który|~która|~dlaczego|~czemu|~jak działa|~stolic|~co znaczy|~co oznacza|~definicj|~różnica między|~czym różni|według tekstu|na podstawie|zgodnie z|~jak długo|~w którym roku|~czy to prawda|~wyjaśnij, czym|~wyjaśnij|~ile lat|~jak wysok|~do czego służy|odpowiedz na pytanie|~jak mogę',
  chat: 'cześć|hej|dzień dobry|dobry wieczór|dobranoc|witaj|siema|co słychać|co u ciebie|jak się masz|jak leci|dzięki|dziękuję|do widzenia|pa pa|do jutra|do zobaczenia|jestem zmęczon|smutno mi|jestem smutn|nudzi mi się|nudno|żart|dowcip|czuję się|jesteś robotem|jak masz na imię|kim jesteś|gratul|powodzenia|wszystkiego najlepszego|trzymaj kciuki|mój dzień|pogada|zgadnij|haha|samotn',
  code: 'kod|program|funkcję|funkcja w|napisz skrypt|python|javascript|typescript|java_|sql|zapytanie|regex|wyrażenie regularne|skrypt|bash|debug|bug|błąd w kodzie|wyjątek|stack trace|traceback|kompil|refaktor|zrefaktor|testy jednostkowe|test jednostkowy|algorytm|api_|endpoint|docker|git_|react|css|zaimplementuj|implement|rekuren|c++|c#|php|baz danych|bazy danych|co wypisze|klasę, któr|pętl',
  math: 'jaką długość|przekątn|ile to|prostokąt|kwadrat|sześcian|stożek|rozwiąż|równani|całk|pochodn|oblicz|policz|prawdopodobieństw|procent|pierwiastek|liczba pierwsza|liczby pierwsze|wielomian|macierz|wyznacznik|trójkąt|okrąg|koła|promień|promieniu|obwód|pole |objętość|kąt|średni|median|ułamek|ułamk|logarytm|udowodnij|twierdzeni|odsetk|lokat|podzieln|suma |sumę|iloczyn|iloraz|km/h|litr|rabat|zniżk|obniżon|wartość x|nierówność|ile wynosi|ile to jest|rozłóż|nwd|nww|przeciwprostokątn',
  reasoning:
    'na moim miejscu|co byś wybrał|co byś zrobił|zastanawiam się|waham się|nie wiem, czy|pomóż mi to przemyśleć|pomóż mi zdecydować|rozważ, któr|którego wybrać|opłaca się|bardziej opłacal|krok po kroku|zalety i wady|wady i zalety|za i przeciw|czy lepiej|co lepsze|co jest lepsze|czy powinien|czy powinn|powinienem|powinnam|powinniśmy|która opcja|którą opcję|porównaj|przeanalizuj|analiz|oceń, |rozważ|argument|plan |zaplanuj|strategi|zagadk|łamigłówk|logik|logiczn|wywnioskuj|wnioskuj|przyczyn|co by się stało|co się stanie|konsekwencj|skutki|zdecyd|polec|poleci|dylemat|etyczn|sprzeczno|kto kłamie|siedzi obok|wyższy od|starszy od|diagnoz|uzasadnij|warto|harmonogram|scenariusz rozwoju|ryzyk|jeśli wszystkie|jeśli wszyscy|doradź|błąd w rozumowaniu',
  writing:
    'napisz |napisać|stwórz|ułóż|skomponuj|zredaguj zaproszenie|opowiadanie|historię|historyjk|wiersz|haiku|piosenk|post na|wpis na|artykuł o|esej|rozprawk|mail do|maila do|e-mail do|list do|list motywacyjny|przemówieni|slogan|hasło reklamowe|nagłówek|tweet|instagram|opis produktu|komunikat prasowy|newsletter|zaproszenie|dialog|pomysły na|nazwy dla|nazw dla|wymyśl|ogłoszeni|podziękowani|życzeni|kartk|tekst reklamowy|bajk|baśń|toast|notatkę prasową',
  story:
    'ile |ilu|łącznie|razem|każdy|każda|dziennie|na godzinę|zostało|zostanie|dwa razy|połow|kosztuje|kosztują|zł|euro|wydał|zarabia|płaci|zapłaci|o ile|jak daleko|jak szybko',
  question: 'co |kto|kiedy|gdzie|jaki|jaka|jakie|który|która|dlaczego|jak |ile|czy|czym|czemu|skąd',
  label:
    'pozytyw|negatyw|neutral|spam|skarga|pytanie|pochwała|reklamacja|faktur|techniczn|pilne|niski|średni|wysoki|inne|tak|nie|zwrot|dostawa',
  language:
    'angielski|niemiecki|francuski|hiszpański|włoski|portugalski|polski|rosyjski|ukraiński|turecki|arabski|japoński|chiński|koreański|czeski|wietnamski|hindi|indonezyjski',
  data: 'json|csv|yaml|xml|markdown|html|tabel|list|kolumn',
  things:
    'imiona|nazwiska|nazwy|daty|kwoty|ceny|numery|adresy|e-maile|telefony|firmy|osoby|miasta|miejsca|kraje|produkty|ilości|pesel|terminy|składniki|objawy|lata|tytuły|numer zamówienia|numer faktury',
  texts: 'to zdanie|ten tekst|ten mail|tę wiadomość|ten akapit|zdanie|mój tekst|mojego maila',
}
