import { expect, it } from 'vitest'
import { detectLanguage } from './detect-language.ts'

it.each([
  ['en', 'Could you tell me what the weather is going to be like this weekend?'],
  ['en', 'The invoice has not been paid and the customer is waiting for an answer.'],
  ['en', 'How do I get to the station from here?'],
  ['de', 'Können Sie mir bitte sagen, wann der nächste Zug nach Hamburg fährt?'],
  ['de', 'Ich habe das Paket noch nicht bekommen und möchte mein Geld zurück.'],
  ['de', 'Wir treffen uns morgen mit den Kollegen in der Stadt.'],
  ['fr', 'Pouvez-vous me dire à quelle heure ouvre le musée demain ?'],
  ['fr', 'Je ne comprends pas pourquoi la facture est plus élevée ce mois-ci.'],
  ['fr', 'Nous sommes dans le jardin avec les enfants.'],
  ['es', '¿Puede decirme a qué hora abre la tienda el sábado?'],
  ['es', 'No entiendo por qué la factura es más alta este mes.'],
  ['es', 'Estamos en la plaza con los niños y el perro.'],
  ['pt', 'Não entendo por que a conta veio mais alta este mês.'],
  ['pt', 'Você pode me dizer onde fica a estação?'],
  ['pt', 'As crianças estão na praia com a avó e não querem sair.'],
  ['it', 'Non capisco perché la bolletta è più alta questo mese.'],
  ['it', 'Mi può dire dove si trova la stazione più vicina?'],
  ['it', 'I bambini sono nel giardino della scuola con il cane.'],
  ['pl', 'Nie rozumiem, dlaczego rachunek jest w tym miesiącu wyższy.'],
  ['pl', 'Czy może mi pan powiedzieć, gdzie jest dworzec?'],
  ['pl', 'Dzieci są w ogrodzie i nie chcą wracać do domu.'],
  ['tr', 'Bu ay fatura neden daha yüksek geldi, anlamıyorum.'],
  ['tr', 'En yakın istasyon nerede, bana söyler misiniz?'],
  ['tr', 'Çocuklar bahçede ve eve dönmek istemiyor.'],
  ['vi', 'Tôi không hiểu vì sao hóa đơn tháng này cao hơn.'],
  ['vi', 'Anh có thể cho tôi biết nhà ga ở đâu không?'],
  ['vi', 'Các em nhỏ đang ở trong vườn với bà.'],
  ['id', 'Saya tidak mengerti mengapa tagihan bulan ini lebih tinggi.'],
  ['id', 'Bisa tolong beri tahu saya di mana stasiun yang terdekat?'],
  ['id', 'Anak-anak ada di kebun dan tidak mau pulang ke rumah.'],
  ['ru', 'Я не понимаю, почему счёт в этом месяце выше.'],
  ['ru', 'Подскажите, где находится вокзал?'],
  ['ru', 'Дети в саду.'],
  ['ar', 'لا أفهم لماذا الفاتورة أعلى هذا الشهر.'],
  ['ar', 'أين تقع المحطة؟'],
  ['ar', 'الأطفال في الحديقة مع جدتهم.'],
  ['hi', 'मुझे समझ नहीं आता कि इस महीने बिल ज़्यादा क्यों है।'],
  ['hi', 'स्टेशन कहाँ है?'],
  ['hi', 'बच्चे बगीचे में हैं।'],
  ['ko', '이번 달 요금이 왜 더 높은지 모르겠어요.'],
  ['ko', '역이 어디에 있나요?'],
  ['ko', '아이들이 정원에 있어요.'],
  ['ja', '今月の請求額がなぜ高いのか分かりません。'],
  ['ja', '駅はどこですか。'],
  ['ja', '子どもたちは庭にいます。'],
  ['zh', '我不明白为什么这个月的账单更高。'],
  ['zh', '车站在哪里？'],
  ['zh', '孩子们在花园里。'],
] as const)('%s: %s', (language, text) => {
  expect(detectLanguage(text)).toBe(language)
})

it.each(['', '   ', '12345', '{"a": 1}', '…', '🙂🙂', 'xyzzy'])('%j: cannot be told', (text) => {
  expect(detectLanguage(text)).toBeUndefined()
})
