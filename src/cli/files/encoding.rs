//! Bytes to text: UTF-8, and the encodings that older newsroom systems write.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The text in `bytes` without a byte order mark, and the name of the encoding where it is not UTF-8.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Option<&'static str>) {
    let bytes = match String::from_utf8(bytes) {
        // A file of 16-bit characters may be UTF-8 too, but no text has these.
        Ok(text) if !text.contains('\0') => {
            return match text.strip_prefix('\u{feff}') {
                Some(rest) => (rest.to_owned(), None),
                None => (text, None),
            };
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    if let Some((text, name)) = thirty_two_bits(&bytes) {
        return (text, Some(name));
    }
    let encoding = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).or_else(|| sixteen_bits(&bytes));
    let encoding = encoding.or_else(|| declared(&bytes)).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    let (text, encoding, _) = encoding.decode(&bytes);
    (text.into_owned(), Some(encoding.name()))
}

/// What the file is, by its first bytes, where it is no text at all.
pub(super) fn is_no_text(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "a Word document or another archive"),
        (b"\xd0\xcf\x11\xe0", "an old Word document"),
        (b"%PDF-", "a PDF"),
        (b"{\\rtf", "a Rich Text document"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// UTF-32, by its byte order mark.
fn thirty_two_bits(bytes: &[u8]) -> Option<(String, &'static str)> {
    let (read, name): (fn([u8; 4]) -> u32, _) = match bytes.first_chunk()? {
        [0xff, 0xfe, 0, 0] => (u32::from_le_bytes, "UTF-32LE"),
        [0, 0, 0xfe, 0xff] => (u32::from_be_bytes, "UTF-32BE"),
        _ => return None,
    };
    let (words, _) = bytes[4..].as_chunks();
    let text = words.iter().map(|word| char::from_u32(read(*word)).unwrap_or(char::REPLACEMENT_CHARACTER));
    Some((text.collect(), name))
}

/// UTF-16 without a byte order mark: in English text every other byte is zero.
fn sixteen_bits(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1_000)];
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    match () {
        () if half > 0 && odd * 10 > half * 7 => Some(encoding_rs::UTF_16LE),
        () if half > 0 && even * 10 > half * 7 => Some(encoding_rs::UTF_16BE),
        () => None,
    }
}

/// What an HTML file says of itself: `<meta charset=…>`, within its first 1,024 bytes (HTML, 13.2.3.2).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1_024)]).to_ascii_lowercase();
    let (_, rest) = start.split_once("charset=")?;
    let name = rest.trim_start_matches(['"', '\'']).split(['"', '\'', '>', ' ', ';', '/']).next()?;
    Encoding::for_label(name.as_bytes()).filter(|encoding| *encoding != encoding_rs::UTF_8)
}
