import type { Lexicon } from './lexicon.ts'

export const id: Lexicon = {
  summarize:
    'apa inti|inti pengumuman|inti pesan|versi singkat|versi pendek|secara ringkas|singkatnya|ringkas|rangkum|rangkuman|ringkasan|simpulkan isi|intisari|poin utama|poin penting|poin-poin|pokok pikiran|gagasan utama|inti dari|intinya|dalam satu kalimat|dalam dua kalimat|dalam tiga kalimat|dalam beberapa kalimat|secara singkat|tentang apa artikel|tl;dr|garis besar',
  classify:
    'darurat atau|atau biasa|klasifikasi|kategori|kelompokkan|golongkan|positif atau|positif, negatif|negatif|sentimen|apakah ini spam|spam atau|departemen mana|bagian mana|divisi mana|jenis apa|tipe apa|termasuk jenis|prioritas|tingkat urgensi|urgensi|label|tandai|keluhan atau|jawab hanya|jawab dengan satu|ya atau tidak|niat|maksud pengguna|salah satu dari|nada pesan|tentukan apakah|tentukan jenis|apakah ulasan|apakah komentar',
  extract:
    'ambil |catat |carikan|kumpulkan|sebutkan|temukan|tuliskan semua|ekstrak|ambil semua|ambil nama|ambil tanggal|ambilkan|temukan semua|cari semua nama|cari semua tanggal|sebutkan semua|daftarkan semua|tuliskan semua nama|catat semua|semua nama|semua tanggal|semua alamat|semua jumlah|nomor telepon|nomor pesanan|nomor faktur|disebutkan|yang disebut|dari teks|dalam teks|dari email|dari pesan|entitas|identifikasi|keluarkan nama|pisahkan nama|petik',
  format:
    'sesuai abjad|buatkan tabel|bikin tabel|buat daftar|susun|format|ubah daftar|ubah menjadi tabel|menjadi tabel|ke tabel|dalam tabel|bentuk tabel|jadikan tabel|buat tabel|ke json|menjadi json|json|csv|yaml|markdown|konversi|urutkan|urutan abjad|abjad|alfabet|huruf besar|huruf kapital|huruf kecil|iso 8601|daftar bernomor|daftar berpoin|butir|bullet|satu per baris|tiap baris|setiap baris|indentasi|html|xml|dipisahkan koma|rapikan|susun ulang|seragamkan',
  translate:
    'terjemah|alih bahasa|alihbahasa|ke bahasa|ke dalam bahasa|bahasa inggrisnya|bahasa inggris dari|dalam bahasa inggris|dalam bahasa prancis|apa bahasa|bagaimana mengatakan|bagaimana cara bilang|cara mengatakan',
  rewrite:
    'supaya terdengar|terdengar profesional|lebih profesional|sopan|perhalus|rapikan kalimat|buat lebih|ubah jadi lebih|benahi|tulis ulang|tulis kembali|perbaiki|koreksi|sunting|edit |parafrase|ubah kalimat|tata bahasa|ejaan|salah ketik|kesalahan|lebih sopan|lebih formal|lebih resmi|lebih profesional|lebih ramah|lebih singkat|lebih pendek|lebih jelas|lebih sederhana|lebih halus|lebih baik kalimat|sederhanakan|persingkat|perhalus|permak|ungkapkan kembali|kata lain|bahasa yang mudah|buat kalimat ini|buat lebih|gaya bahasa|kalimat aktif|dibuat lebih',
  qa: '~apa itu|~apakah|~apa yang|~apa |~siapa|~kapan|~di mana|~dimana|~mengapa|~kenapa|~bagaimana cara kerja|~bagaimana|~ibu kota|~ibukota|~artinya|~arti|~definisi|~perbedaan|~beda|berdasarkan|menurut teks|menurut bacaan|sesuai teks|~berapa lama|~tahun berapa|~benarkah|~jelaskan|~yang mana|~negara mana|~fungsi|jawab pertanyaan|jawablah pertanyaan|~setinggi apa',
  chat: 'halo|hai|hi_|hey|selamat pagi|selamat siang|selamat sore|selamat malam|apa kabar|gimana kabar|lagi apa|lagi ngapain|terima kasih|makasih|sampai jumpa|dadah|sampai besok|capek|lelah|sedih|senang banget|bahagia|bosan|gabut|lelucon|ceritakan lelucon|bercanda|merasa|kamu siapa|siapa namamu|siapa nama kamu|apakah kamu robot|kamu robot|selamat ya|semoga sukses|doakan|ulang tahun|hariku|ngobrol|curhat|tebak|kesepian|haha|wkwk',
  code: 'kode|program|fungsi |buat fungsi|python|javascript|typescript|java_|sql|kueri|query|regex|ekspresi reguler|skrip|script|bash|debug|bug|galat|error|eksepsi|traceback|kompilasi|refaktor|refactor|unit test|pengujian unit|algoritma|api_|endpoint|docker|git_|react|css|implementasi|rekursif|c++|c#|php|basis data|database|keluaran dari kode|output dari|kelas yang|perulangan',
  math: 'selesaikan|persamaan|integral|turunan dari|turunan|hitung|peluang|probabilitas|persen|akar kuadrat|akar dari|bilangan prima|polinomial|matriks|determinan|segitiga|lingkaran|persegi|jari-jari|keliling|luas|volume|sudut|rata-rata|median|pecahan|logaritma|buktikan|teorema|bunga|habis dibagi|jumlah dari|hasil kali|hasil bagi|km/jam|liter|diskon|nilai x|pertidaksamaan|berapa hasil|faktorkan|fpb|kpk|sisi miring',
  reasoning:
    'kalau kamu jadi|di posisiku|bingung pilih|bimbang|ragu antara|bantu pikir|bantu putus|dari sisi|langkah demi langkah|selangkah demi|bertahap|kelebihan dan kekurangan|keuntungan dan kerugian|pro dan kontra|plus minus|untung rugi|haruskah|sebaiknya|pilihan mana|mana yang lebih|lebih baik mana|lebih baik|bandingkan|perbandingan|analisis|evaluasi|argumen|rencana|rencanakan|susun rencana|strategi|teka-teki|logika|logis|simpulkan siapa|kesimpulan|akar masalah|kemungkinan penyebab|penyebab|apa yang akan terjadi|apa jadinya|konsekuensi|dampak|putuskan|keputusan|rekomendasi|sarankan|saran kamu|dilema|etis|kontradiksi|berbohong|duduk di sebelah|lebih tinggi dari|lebih tua dari|diagnosis|alasan|pertimbang|risiko|jika semua|jadwal perjalanan|itinerary|skenario|prioritaskan',
  writing:
    'tulis sebuah|tulis surat|tulis cerita|tulis puisi|tulis artikel|tulis email|tulis pidato|tulis esai|tuliskan|tulislah|tulis |buatkan|buat surat|buat puisi|buat cerita|buat undangan|buat caption|buat iklan|buat deskripsi|karang|cerita|cerpen|dongeng|puisi|pantun|haiku|lagu|lirik|blog|artikel|esai|surat|surat lamaran|pidato|slogan|judul|tweet|instagram|caption|deskripsi produk|siaran pers|buletin|undangan|dialog|ide |nama untuk|usulkan nama|lowongan|iklan|ucapan|kartu ucapan|buat pengumuman|tulis pengumuman|draf|naskah',
  story:
    'berapa|jumlah|total|seluruh|masing-masing|setiap|per hari|per jam|sisa|tersisa|dua kali|kali lipat|setengah|harga|rupiah|rp|membeli|membayar|memperoleh|umur',
  question: 'apa|siapa|kapan|di mana|mana|mengapa|kenapa|bagaimana|berapa|apakah',
  label:
    'positif|negatif|netral|spam|keluhan|pertanyaan|pujian|tagihan|teknis|mendesak|rendah|sedang|tinggi|lainnya|ya|tidak|pengembalian|pengiriman',
  language:
    'inggris|jerman|prancis|perancis|spanyol|italia|portugis|rusia|turki|arab|jepang|mandarin|tiongkok|korea|belanda|vietnam|hindi|indonesia|jawa|sunda',
  data: 'json|csv|yaml|xml|markdown|html|tabel|daftar|kolom|poin',
  things:
    'nama|tanggal|jumlah|harga|nomor|alamat|email|telepon|perusahaan|orang|kota|tempat|negara|produk|kuantitas|bahan|gejala|tahun|judul|jabatan',
  texts: 'kalimat ini|kalimat berikut|teks ini|email ini|pesan ini|paragraf ini|surat ini',
}
