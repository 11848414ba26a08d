//! Lists of leaked passwords, packed so that a thousand million of them can be asked in a moment without being kept
//! in memory: shards of binary fuse filters in one file. A filter never misses a listed password, and takes one
//! other in 65,536 for a listed one.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use xorf::{BinaryFuse16, BinaryFuse16Ref, DmaSerializable, Filter, FilterRef};

use super::Password;

/// A list of leaked passwords that is in use.
pub trait LeakList: Send + Sync {
    /// Whether a password is on it.
    ///
    /// # Errors
    /// If the list cannot be read.
    fn contains(&self, password: &Password) -> io::Result<bool>;
}

/// The list that comes with the program: the passwords that are tried first everywhere.
pub const SHIPPED: &[u8] = include_bytes!("../../data/leaked-passwords");

/// The list that comes with the program, in use.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shipped;

impl LeakList for Shipped {
    fn contains(&self, password: &Password) -> io::Result<bool> {
        contains(&mut io::Cursor::new(SHIPPED), password)
    }
}

/// What a password is looked up by: the first 64 bits of its SHA-1, the form in which lists of leaked passwords are
/// published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeakKey(u64);

impl LeakKey {
    /// Of a password in clear.
    pub fn of(text: &str) -> Self {
        let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes());
        Self(hash.as_ref().iter().take(8).fold(0, |key, byte| (key << 8) | u64::from(*byte)))
    }

    /// Of a published hash: 40 hexadecimal digits.
    pub fn from_sha1(hash: &str) -> Option<Self> {
        let fits = hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| u64::from_str_radix(&hash[..16], 16).ok().map(Self)).flatten()
    }

    const fn shard(self, bits: u8) -> u64 {
        if bits == 0 { 0 } else { self.0 >> (64 - bits) }
    }
}

const MAGIC: &[u8; 8] = b"GGLEAK1\n";
/// The head: what it is, how many bits of a key choose its shard, how many passwords it holds.
const HEAD: usize = 24;
/// For each shard: where it begins, how long it is, the beginning of its SHA-256.
const ENTRY: usize = 24;
/// Keys in one shard, about: one is read for each question.
const SHARD_KEYS: u64 = 1 << 16;
/// The most bits that choose a shard.
const MOST_BITS: u8 = 16;

/// Writes a list. Its shards come in the order of their keys.
pub struct ListWriter<W> {
    out: W,
    bits: u8,
    table: Vec<u8>,
    waiting: Vec<u64>,
    shard: u64,
    count: u64,
    at: u64,
}

impl<W: Write + Seek> ListWriter<W> {
    /// Begins a list for about `expected` passwords.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(mut out: W, expected: u64) -> io::Result<Self> {
        let shards = expected.div_ceil(SHARD_KEYS).max(1).next_power_of_two();
        let bits = u8::try_from(shards.trailing_zeros()).unwrap_or(MOST_BITS).min(MOST_BITS);
        let at = HEAD + (ENTRY << bits);
        out.write_all(&vec![0; at])?;
        Ok(Self { out, bits, table: Vec::new(), waiting: Vec::new(), shard: 0, count: 0, at: at as u64 })
    }

    /// Adds a password. False if it belongs into a shard that is closed: the order is not that of the keys.
    ///
    /// # Errors
    /// If the list cannot be written.
    pub fn add(&mut self, key: LeakKey) -> io::Result<bool> {
        let shard = key.shard(self.bits);
        if shard < self.shard {
            return Ok(false);
        }
        while self.shard < shard {
            self.close_shard()?;
        }
        self.waiting.push(key.0);
        Ok(true)
    }

    fn close_shard(&mut self) -> io::Result<()> {
        self.waiting.sort_unstable();
        self.waiting.dedup();
        let mut bytes = Vec::new();
        if !self.waiting.is_empty() {
            let filter = BinaryFuse16::try_from(&self.waiting).map_err(io::Error::other)?;
            bytes.resize(BinaryFuse16::DESCRIPTOR_LEN, 0);
            filter.dma_copy_descriptor_to(&mut bytes);
            bytes.extend_from_slice(filter.dma_fingerprints());
        }
        self.out.write_all(&bytes)?;
        self.table.extend_from_slice(&self.at.to_be_bytes());
        self.table.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        self.table.extend_from_slice(&digest(&SHA256, &bytes).as_ref()[..8]);
        self.at += bytes.len() as u64;
        self.count += self.waiting.len() as u64;
        self.waiting.clear();
        self.shard += 1;
        Ok(())
    }

    /// Ends the list, and gives what it was written to and how many passwords it holds.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn end(mut self) -> io::Result<(W, u64)> {
        while self.shard < 1 << self.bits {
            self.close_shard()?;
        }
        self.out.seek(SeekFrom::Start(0))?;
        let mut head = MAGIC.to_vec();
        head.push(self.bits);
        head.resize(16, 0);
        head.extend_from_slice(&self.count.to_be_bytes());
        self.out.write_all(&head)?;
        self.out.write_all(&self.table)?;
        self.out.flush()?;
        Ok((self.out, self.count))
    }
}

fn damaged() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "this is no list of leaked passwords, or it is damaged")
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

fn head<R: Read + Seek>(list: &mut R) -> io::Result<(u8, u64)> {
    let mut head = [0; HEAD];
    list.seek(SeekFrom::Start(0))?;
    list.read_exact(&mut head).map_err(|_| damaged())?;
    let bits = head[8];
    if &head[..8] != MAGIC || bits > MOST_BITS {
        return Err(damaged());
    }
    Ok((bits, number(&head[16..])))
}

/// How many passwords a list holds.
///
/// # Errors
/// If it cannot be read, or is no such list.
pub fn count<R: Read + Seek>(list: &mut R) -> io::Result<u64> {
    head(list).map(|(_, count)| count)
}

/// Whether a password is on a list, as it was typed, as it is normalised, or in small letters.
///
/// # Errors
/// If the list cannot be read, or is damaged where it was asked.
pub fn contains<R: Read + Seek>(list: &mut R, password: &Password) -> io::Result<bool> {
    let small: zeroize::Zeroizing<String> =
        zeroize::Zeroizing::new(password.0.chars().flat_map(char::to_lowercase).collect());
    let mut texts = vec![password.typed(), &password.0, &small];
    texts.dedup();
    for text in texts {
        if contains_key(list, LeakKey::of(text))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn contains_key<R: Read + Seek>(list: &mut R, key: LeakKey) -> io::Result<bool> {
    let (bits, _) = head(list)?;
    let mut entry = [0; ENTRY];
    list.seek(SeekFrom::Start(HEAD as u64 + key.shard(bits) * ENTRY as u64))?;
    list.read_exact(&mut entry).map_err(|_| damaged())?;
    let (at, length) = (number(&entry[..8]), number(&entry[8..16]));
    if length == 0 {
        return Ok(false);
    }
    // Longer than any shard that was written on purpose.
    let length = usize::try_from(length).ok().filter(|length| *length < 1 << 30).ok_or_else(damaged)?;
    let mut shard = vec![0; length];
    list.seek(SeekFrom::Start(at))?;
    list.read_exact(&mut shard).map_err(|_| damaged())?;
    // Whatever has this sum was written by `close_shard`, so that nothing in it leads astray.
    if digest(&SHA256, &shard).as_ref()[..8] != entry[16..] || length < BinaryFuse16::DESCRIPTOR_LEN {
        return Err(damaged());
    }
    let (descriptor, fingerprints) = shard.split_at(BinaryFuse16::DESCRIPTOR_LEN);
    // The filter wants its numbers where numbers of two bytes may stand.
    let mut room = vec![0; fingerprints.len() + 1];
    let from = room.as_ptr().align_offset(2).min(1);
    room[from..from + fingerprints.len()].copy_from_slice(fingerprints);
    let fingerprints = &room[from..from + fingerprints.len()];
    Ok(BinaryFuse16Ref::from_dma(descriptor, fingerprints).contains(&key.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn list(expected: u64, texts: &[String]) -> Cursor<Vec<u8>> {
        let mut keys: Vec<LeakKey> = texts.iter().map(|text| LeakKey::of(text)).collect();
        keys.sort_unstable();
        let mut writer = ListWriter::begin(Cursor::new(Vec::new()), expected).unwrap();
        for key in keys {
            assert!(writer.add(key).unwrap());
        }
        writer.end().unwrap().0
    }

    fn password(text: &str) -> Password {
        Password::presented(text).unwrap()
    }

    #[test]
    fn a_key_is_the_beginning_of_the_published_hash() {
        let published = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
        assert_eq!(LeakKey::from_sha1(published), Some(LeakKey::of("password")));
        assert_eq!(LeakKey::from_sha1("5BAA61E4"), None);
        assert_eq!(LeakKey::from_sha1(&"z".repeat(40)), None);
    }

    #[test]
    fn a_list_holds_what_was_added_and_hardly_anything_else() {
        let texts: Vec<String> = (0..20_000).map(|number| format!("leaked password {number}")).collect();
        for expected in [0, 20_000, 500_000] {
            let mut list = list(expected, &texts);
            assert_eq!(count(&mut list).unwrap(), 20_000);
            assert!(texts.iter().all(|text| contains(&mut list, &password(text)).unwrap()));
            let others = (0..2_000).filter(|number| {
                contains(&mut list, &password(&format!("another sentence {number}"))).unwrap()
            });
            assert!(others.count() <= 2);
        }
    }

    #[test]
    fn capitals_do_not_hide_a_listed_password() {
        let mut list = list(1, &["correct horse battery staple".to_owned()]);
        assert!(contains(&mut list, &password("Correct Horse Battery Staple")).unwrap());
        assert!(!contains(&mut list, &password("correct horse battery stable")).unwrap());
    }

    #[test]
    fn a_list_out_of_order_is_noticed() {
        let mut writer = ListWriter::begin(Cursor::new(Vec::new()), 1_000_000).unwrap();
        assert!(writer.add(LeakKey(u64::MAX)).unwrap());
        assert!(!writer.add(LeakKey(0)).unwrap());
    }

    #[test]
    fn a_damaged_list_says_so() {
        let texts: Vec<String> = (0..100).map(|number| format!("leaked password {number}")).collect();
        let whole = list(100, &texts).into_inner();
        let mut bent = whole.clone();
        *bent.last_mut().unwrap() ^= 1;
        for bytes in [Vec::new(), whole[..whole.len() - 1].to_vec(), bent, b"a text".repeat(20)] {
            assert!(contains(&mut Cursor::new(bytes), &password("leaked password 7")).is_err());
        }
    }

    #[test]
    fn the_list_that_is_shipped_holds_the_commonest() {
        assert!(SHIPPED.len() <= 300 * 1_024);
        for text in ["123456", "qwerty", "letmein", "Passw0rd", "iloveyou", "trustno1"] {
            assert!(Shipped.contains(&password(text)).unwrap(), "{text}");
        }
        assert!(!Shipped.contains(&password("seven lanterns above the quiet harbour")).unwrap());
    }
}
