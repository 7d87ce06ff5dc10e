//! What the page for an `<iframe>` says besides the widget (src/element/embed.js). Apart from the languages, because no other
//! page needs these words.

/// By the tag of a language: what to say where links cannot open, and where files may not; the address follows.
pub static EMBED: &[(&str, [&str; 2])] = &[
    (
        "en",
        [
            "Links cannot open here. Copy the address:",
            "If no file appears, files cannot open here. They can at this address:",
        ],
    ),
    (
        "ar",
        [
            "لا يمكن فتح الروابط هنا. انسخ العنوان:",
            "إذا لم يظهر الملف، فلا يمكن فتح الملفات هنا. يمكن ذلك على هذا العنوان:",
        ],
    ),
    (
        "fi",
        [
            "Linkit eivät avaudu tässä. Kopioi osoite:",
            "Jos tiedostoa ei näy, tiedostot eivät avaudu tässä. Ne avautuvat osoitteessa:",
        ],
    ),
    (
        "fr",
        [
            "Les liens ne peuvent pas s’ouvrir ici. Copiez l’adresse\u{a0}:",
            "Si aucun fichier n’apparaît, c’est qu’ils ne peuvent pas s’ouvrir ici. Ils le peuvent à cette adresse\u{a0}:",
        ],
    ),
    (
        "ru",
        [
            "Ссылки здесь не открываются. Скопируйте адрес:",
            "Если файл не появился, значит файлы здесь не открываются. Они открываются по этому адресу:",
        ],
    ),
    ("zh", ["此处无法打开链接，请复制网址：", "如果没有出现文件，说明此处无法打开文件，请改用此网址："]),
    ("zh-Hant", ["此處無法開啟連結，請複製網址：", "如果沒有出現檔案，即此處無法開啟檔案，請改用此網址："]),
];
