import type { Lexicon } from './lexicon.ts'

export const tr: Lexicon = {
  summarize:
    'özünü|özü|kısacası|kısaca|ne diyor|ne anlatılıyor|özetle|özet|kısaca anlat|ana fikr|ana fikir|ana noktalar|önemli noktalar|kilit noktalar|ana hatlar|bir cümleyle|tek cümle|iki cümleyle|iki cümlede|üç cümleyle|birkaç cümleyle|ne anlatıyor|neyden bahsediyor|kısaltarak özet|öne çıkan|satır başlarıyla|tl;dr',
  classify:
    'sınıfland|kategori|olumlu mu|olumlu, olumsuz|olumlu ya da|olumsuz mu|duygu analizi|duygusu|spam mı|spam mi|hangi departman|hangi bölüm|hangi birim|ne tür|hangi tür|aciliyet|öncelik|etiketle|şikayet mi|şikâyet mi|sadece şu|yalnızca şu|evet veya hayır|evet ya da hayır|niyet|mesajın tonu|şunlardan biri|aşağıdakilerden hangisi|türünü belirle',
  extract:
    'bul |bulup|yazan tüm|yer alan|hangi şehir|hangi şirket|not al|topla|çıkar|ayıkla|listele|tüm isimleri|bütün isimleri|isimleri ve|tüm tarihleri|tarihleri|tüm adresleri|tutarları|bul ve yaz|metindeki|metinden|metinde geçen|geçen tüm|adı geçen|bahsedilen|sipariş numarası|fatura numarası|telefon numaralarını|e-postadan|varlıkları|hangi isimler|hangi tarihler|şunları al|tespit et',
  format:
    'sıraya koy|tablo yap|liste yap|maddele|virgülle|biçimlendir|biçimine|formatla|formatına|formatında|dönüştür|tabloya|tablo haline|tablo olarak|json|csv|yaml|markdown|alfabetik|sırala|büyük harf|küçük harf|iso 8601|madde madde|maddeler halinde|numaralı liste|liste haline|her satıra|alt alta|girinti|html olarak|xml|virgülle ayr|düzenli hale|tarihleri standart',
  translate:
    'çevir|tercüme|ingilizceye|ingilizcesi|ingilizce nasıl|fransızcaya|fransızcası|almancaya|almancası|ispanyolcaya|ispanyolcası|türkçeye|türkçesi|italyancaya|japoncaya|çinceye|rusçaya|arapçaya|korece|portekizceye|nasıl denir|nasıl söylenir|ne denir',
  rewrite:
    'daha nazik hale|hale getir|kibarca|resmî|akıcı|toparla|özenli|yeniden yaz|tekrar yaz|baştan yaz|yeniden ifade|düzelt|düzenle|düzgün|yazım|imla|dil bilgisi|dilbilgisi|daha resmi|daha kibar|daha nazik|daha profesyonel|daha samimi|daha kısa|daha açık|daha anlaşılır|daha akıcı|daha sade|sadeleştir|kısalt|iyileştir|geliştir|başka bir şekilde|başka kelimelerle|farklı kelimelerle|yumuşat|hataları|parafraz|etken',
  qa: '~nedir|~ne demek|~kimdir|~kim |~ne zaman|~nerede|~hangi|~hangisi|~neden|~niçin|~niye|~nasıl çalışır|~nasıl oluşur|~başkent|~anlamı|~tanımı|~arasındaki fark|metne göre|parçaya göre|göre cevap|~kaç yıl|~hangi yıl|~doğru mu|~açıkla|~ne kadar sürer|~ne işe yarar|soruyu cevapla|soruyu yanıtla|~kaç metre|~nasıl yapılır|~kim yazdı',
  chat: 'merhaba|selam|günaydın|iyi günler|iyi akşamlar|iyi geceler|nasılsın|nasılsınız|naber|ne haber|ne yapıyorsun|teşekkür|sağ ol|sağol|görüşürüz|hoşça kal|bay bay|yorgunum|üzgünüm|mutluyum|canım sıkıl|sıkıldım|fıkra|şaka|hissediyorum|robot musun|adın ne|sen kimsin|tebrik|iyi şanslar|doğum günün|doğum günü kutlu|günüm|sohbet|tahmin et|yalnız|haha|bana şans dile|keyfim',
  code: 'kod|program|fonksiyon|python|javascript|typescript|java_|sql|sorgu|regex|düzenli ifade|betik|script|bash|hata ayık|bug|hata veriyor|hatası alıyorum|istisna|stack trace|traceback|derle|refactor|birim test|algoritma|api_|endpoint|docker|git_|react|css|uygula |implement|özyineleme|recursive|c++|c#|php|veritabanı|veri tabanı|çıktısı ne|sınıf yaz|döngü',
  math: "çöz|denklem|integral|türev|hesapla|olasılık|yüzde|karekök|asal|polinom|matris|determinant|üçgen|daire|çember|yarıçap|çevre|alanı|alan |hacim|hacmi|açı|ortalama|medyan|kesir|logaritma|ispat|kanıtla|teorem|faiz|bölünebil|toplamı|çarpımı|farkı kaç|km/s|litre|indirim|x'i bul|x kaç|eşitsizlik|kaçtır|kaç eder|çarpanlar|ebob|ekok|hipotenüs|kenarı",
  reasoning:
    'sen olsan|yerimde olsan|hangisini seçer|arasında kaldım|kararsız|karar vermeliyim|nasıl karar|düşünmeme yardım|adım adım|artı|avantaj|dezavantaj|olumlu ve olumsuz yön|mantıklı|meli miyim|malı mıyım|meli miyiz|malı mıyız|hangi seçenek|hangisi daha|daha iyi|karşılaştır|analiz|değerlendir|tartış|plan |planla|planı|strateji|bilmece|bulmaca|mantık|çıkarım|kök neden|olası neden|nedenleri|ne olurdu|ne olur|sonuçları|etkileri|karar ver|öner|ikilem|etik|çelişki|kim yalan|yanında oturuyor|daha uzun|daha yaşlı|teşhis|gerekçe|düşünerek|değer mi|program çıkar|rota|senaryo|risk|eğer tüm|eğer bütün|öncelik sırası|seçmeliyim',
  writing:
    'yaz_|yazar mısın|yazınız|yazıver|kaleme al|taslak|oluştur|hazırla|hikaye|hikâye|öykü|masal|şiir|haiku|şarkı|blog|makale|kompozisyon|deneme yaz|e-posta yaz|mektup|ön yazı|niyet mektubu|konuşma metni|slogan|başlık öner|tweet|instagram|ürün açıklaması|ürün tanıtım|basın bülteni|bülten|davetiye|davet|diyalog|fikir|isim öner|ilan|teşekkür notu|tebrik mesajı|kutlama|reklam metni|paylaşım|senaryo yaz',
  story:
    'kaç|ne kadar|toplam|hepsi|her biri|günde|saatte|kaldı|kalır|iki katı|katı|yarısı|fiyatı|tl|lira|euro|harcadı|kazanıyor|öder|kaç yaşında|ne kadar sürede',
  question: 'ne |kim|ne zaman|nerede|hangi|neden|niçin|nasıl|kaç|mı|mi_|mu_|mü_|mıdır|midir|nedir',
  label:
    'olumlu|olumsuz|nötr|spam|şikayet|şikâyet|soru|teşekkür|fatura|teknik|acil|düşük|orta|yüksek|diğer|evet|hayır|iade|kargo|öneri',
  language:
    'ingilizce|almanca|fransızca|ispanyolca|italyanca|portekizce|lehçe|rusça|türkçe|arapça|japonca|çince|korece|felemenkçe|vietnamca|hintçe|endonezce',
  data: 'json|csv|yaml|xml|markdown|html|tablo|liste|sütun|madde',
  things:
    'isim|adlar|adları|tarih|tutar|fiyat|numara|adres|e-posta adres|telefon|şirket|kişi|şehir|yerler|ülke|ürün|miktar|iban|son tarih|malzeme|belirti|yıllar|başlıklar',
  texts: 'bu cümle|şu cümle|bu metni|bu maili|bu mesajı|bu paragrafı|cümleyi|metni|mesajımı|yazımı',
}
