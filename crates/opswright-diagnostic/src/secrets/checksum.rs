//! Checksums that issuers put into their tokens.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Whether the last six characters are the CRC-32 of the others, to the base of 62.
pub(super) fn is_github(body: &str) -> bool {
    let bytes = body.as_bytes();
    let Some((random, sum)) = bytes.split_last_chunk::<6>() else {
        return false;
    };
    let mut rest = crc32(random);
    let mut expected = [b'0'; 6];
    for place in expected.iter_mut().rev() {
        let digit = usize::try_from(rest % 62).unwrap_or(0);
        *place = DIGITS[digit];
        rest /= 62;
    }
    *sum == expected
}

/// The CRC of Ethernet and zip.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let low = crc & 1;
            crc >>= 1;
            if low == 1 {
                crc ^= 0xEDB8_8320;
            }
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn the_check_value_of_the_catalogue() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }
}
