//! Archives for stories.

/// A tar of files, each with its text.
pub(crate) fn tar(files: &[(&str, &str)]) -> Vec<u8> {
    let mut all = Vec::new();
    for (path, text) in files {
        let mut block = [0_u8; 512];
        block[..path.len()].copy_from_slice(path.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", text.len()).as_bytes());
        block[156] = if path.ends_with(".lien") { b'2' } else { b'0' };
        block[257..263].copy_from_slice(b"ustar\0");
        block[148..156].fill(b' ');
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        all.extend(block);
        all.extend(text.as_bytes());
        all.resize(all.len().next_multiple_of(512), 0);
    }
    all
}
