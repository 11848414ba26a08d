use super::*;
use crate::jose::key_set::KeySet;
use crate::testing::Fixed;
use aws_lc_rs::cipher::{DecryptionContext, PaddedBlockDecryptingKey};
use aws_lc_rs::encoding::{AsBigEndian, AsDer, EcPublicKeyUncompressedBin, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeySize, OaepPrivateDecryptingKey, PrivateDecryptingKey};

fn b64(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

#[test]
fn the_content_of_rfc_7516_appendix_a_1_is_ours() {
    let key = [
        177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246, 138, 7, 110, 91, 112, 46,
        34, 105, 47, 130, 203, 46, 122, 234, 64, 252,
    ];
    let plain = b"The true sign of intelligence is not knowledge but imagination.";
    let aad = b"eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ";
    let (text, tag) = seal(ContentAlgorithm::A256Gcm, &key, &b64("48V1_ALb6US04U3b"), aad, plain).unwrap();
    assert_eq!(
        URL_SAFE_NO_PAD.encode(text),
        "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A"
    );
    assert_eq!(URL_SAFE_NO_PAD.encode(tag), "XFBoMYUZodetZdvTiFvSkQ");
}

#[test]
fn the_content_of_rfc_7516_appendix_a_3_is_ours() {
    let key = [
        4, 211, 31, 197, 84, 157, 252, 254, 11, 100, 157, 250, 63, 170, 106, 206, 107, 124, 212, 45, 111,
        107, 9, 219, 200, 177, 0, 240, 143, 156, 44, 207,
    ];
    let aad = b"eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0";
    let iv = b64("AxY8DCtDaGlsbGljb3RoZQ");
    let (text, tag) =
        seal(ContentAlgorithm::A128CbcHs256, &key, &iv, aad, b"Live long and prosper.").unwrap();
    assert_eq!(URL_SAFE_NO_PAD.encode(text), "KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY");
    assert_eq!(URL_SAFE_NO_PAD.encode(tag), "U0m_YmjN04DJvceFICbCVQ");
}

#[test]
fn the_agreement_of_rfc_7518_appendix_c_is_ours() {
    let alice = PrivateKey::from_private_key(&ECDH_P256, &b64("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"))
        .unwrap();
    let bob = [
        vec![4],
        b64("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ"),
        b64("e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck"),
    ]
    .concat();
    let derived = agree(&alice, UnparsedPublicKey::new(&ECDH_P256, bob), (), |shared| {
        Ok(concat_kdf(shared, "A128GCM", [b"Alice", b"Bob"], 16))
    });
    assert_eq!(URL_SAFE_NO_PAD.encode(derived.unwrap()), "VqqN6vgjbSBcIijNcacQGg");
    let epk = epk(alice.compute_public_key().unwrap().as_ref()).unwrap();
    assert_eq!(epk["x"], "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0");
}

enum Reader {
    Rsa(OaepPrivateDecryptingKey),
    P256(PrivateKey),
}

/// Reads a token as its receiver does.
fn read(reader: &Reader, token: &str) -> (Value, String) {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, wrapped, iv, text, tag] = parts.as_slice() else { panic!("five parts: {token}") };
    let said: Value = serde_json::from_slice(&b64(header)).unwrap();
    let (alg, enc) = (said["alg"].as_str().unwrap(), said["enc"].as_str().unwrap());
    let wrapped = b64(wrapped);
    let mut room = [0; 1_024];
    let key: Vec<u8> = match reader {
        Reader::Rsa(key) => key.decrypt(&OAEP_SHA256_MGF1SHA256, &wrapped, &mut room, None).unwrap().to_vec(),
        Reader::P256(key) => {
            let number = |name: &str| b64(said["epk"][name].as_str().unwrap());
            let point = [vec![4], number("x"), number("y")].concat();
            let derive = |name: &str, length| {
                agree(key, UnparsedPublicKey::new(&ECDH_P256, &point), (), |shared| {
                    Ok(concat_kdf(shared, name, [b"", b""], length).to_vec())
                })
            };
            match alg {
                "ECDH-ES" => {
                    assert!(wrapped.is_empty());
                    derive(enc, 32).unwrap()
                }
                "ECDH-ES+A128KW" => unwrap(&key_wrap::AES_128, &derive(alg, 16).unwrap(), &wrapped),
                _ => unwrap(&key_wrap::AES_256, &derive(alg, 32).unwrap(), &wrapped),
            }
        }
    };
    let mut plain = b64(text);
    if enc == "A256GCM" {
        plain.extend(b64(tag));
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).unwrap());
        let nonce = Nonce::try_assume_unique_for_key(&b64(iv)).unwrap();
        let length = key.open_in_place(nonce, Aad::from(header.as_bytes()), &mut plain).unwrap().len();
        plain.truncate(length);
    } else {
        assert_eq!(cbc_tag(&key[..16], &b64(iv), header.as_bytes(), &plain), b64(tag));
        let aes = UnboundCipherKey::new(&AES_128, &key[16..]).unwrap();
        let iv: [u8; 16] = b64(iv).try_into().unwrap();
        let context = DecryptionContext::Iv128(FixedLength::from(iv));
        let aes = PaddedBlockDecryptingKey::cbc_pkcs7(aes).unwrap();
        plain = aes.decrypt(&mut plain, context).unwrap().to_vec();
    }
    (said, String::from_utf8(plain).unwrap())
}

fn unwrap(aes: &'static key_wrap::AesBlockCipher, kek: &[u8], wrapped: &[u8]) -> Vec<u8> {
    let mut room = vec![0; wrapped.len()];
    AesKek::new(aes, kek).unwrap().unwrap(wrapped, &mut room).unwrap().to_vec()
}

fn readers() -> [(Reader, Value); 2] {
    let rsa = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
    let spki: PublicKeyX509Der<'_> = rsa.public_key().as_der().unwrap();
    // The modulus of a 2048-bit key stands at a fixed place of its SubjectPublicKeyInfo.
    let modulus = URL_SAFE_NO_PAD.encode(&spki.as_ref()[33..33 + 256]);
    let ec = PrivateKey::generate(&ECDH_P256).unwrap();
    let public = ec.compute_public_key().unwrap();
    let point: EcPublicKeyUncompressedBin<'_> = public.as_be_bytes().unwrap();
    let ec_jwk = epk(point.as_ref()).unwrap();
    let rsa_jwk = json!({ "kty": "RSA", "n": modulus, "e": "AQAB", "use": "enc", "kid": "mine" });
    [(Reader::Rsa(OaepPrivateDecryptingKey::new(rsa).unwrap()), rsa_jwk), (Reader::P256(ec), ec_jwk)]
}

#[test]
fn the_receiver_reads_what_was_encrypted_in_every_way() {
    for (reader, jwk) in readers() {
        let keys = KeySet::parse(&json!({ "keys": [jwk] })).unwrap();
        let fitting: Vec<KeyAlgorithm> =
            KeyAlgorithm::ALL.into_iter().filter(|alg| keys.for_encryption(*alg).is_some()).collect();
        assert_eq!(fitting.len(), if jwk["kty"] == "RSA" { 1 } else { 3 });
        for algorithm in fitting {
            let key = keys.for_encryption(algorithm).unwrap();
            for content in ContentAlgorithm::ALL {
                let token = encrypt(key, algorithm, content, "a.b.c", &Fixed(9)).unwrap();
                let (header, plain) = read(&reader, &token);
                assert_eq!(plain, "a.b.c");
                assert_eq!(header["cty"], "JWT");
                assert_eq!(header["kid"], jwk["kid"]);
            }
        }
    }
}

#[test]
fn a_key_encrypts_only_what_it_was_made_for() {
    for (_, jwk) in readers() {
        for (name, value) in [("use", json!("sig")), ("alg", json!("RS256")), ("key_ops", json!(["verify"]))]
        {
            let mut jwk = jwk.clone();
            jwk[name] = value;
            let keys = KeySet::parse(&json!({ "keys": [jwk] })).unwrap();
            assert!(KeyAlgorithm::ALL.into_iter().all(|alg| keys.for_encryption(alg).is_none()), "{name}");
        }
    }
}
