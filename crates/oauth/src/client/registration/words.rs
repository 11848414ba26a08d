//! Words that members read: nothing in them is hidden, and none pass for ours.

use unicode_normalization::UnicodeNormalization;

/// Whether a text shows what it holds: no control, zero-width or direction characters.
pub fn is_inert(text: &str) -> bool {
    !text.chars().any(|character| {
        character.is_control()
            || matches!(
                character,
                '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
                    | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
                    | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e01ef}'
            )
    })
}

/// Whether a name could pass for the service's own, also in letters that only look like its own.
pub(super) fn imitates(name: &str, service_name: &str) -> bool {
    let letters = |text: &str| -> String {
        let plain = text.nfkd().filter(|character| character.is_alphanumeric());
        plain.flat_map(char::to_lowercase).map(look).collect()
    };
    let (name, service) = (letters(name), letters(service_name));
    !service.is_empty() && name.contains(&service)
}

/// The letter that a reader takes a character for.
const fn look(character: char) -> char {
    match character {
        '0' | 'о' | 'ο' | 'օ' => 'o',
        '1' | 'l' | 'ı' | 'і' | 'ι' | 'ӏ' | 'ⅼ' | 'ǀ' => 'i',
        '3' | 'е' | 'ε' => 'e',
        '4' | 'а' | 'α' | 'ɑ' => 'a',
        '5' | 'ѕ' => 's',
        '7' | 'т' | 'τ' => 't',
        'ɡ' | 'ց' => 'g',
        'ԁ' => 'd',
        'υ' | 'ս' | 'ʋ' => 'u',
        'р' | 'ρ' => 'p',
        'с' | 'ϲ' => 'c',
        'у' | 'γ' => 'y',
        'х' | 'χ' => 'x',
        'ј' => 'j',
        'һ' => 'h',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'п' | 'η' => 'n',
        'ν' => 'v',
        'ԝ' | 'ω' => 'w',
        other => other,
    }
}
