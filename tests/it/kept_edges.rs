//! Small files that are kept for a person, where a folder is not what it should be.

#![cfg(unix)]

use stenosis_routine::io::store::Store;

/// That a file cannot be looked for is not that there is none.
#[test]
fn a_folder_that_leads_in_a_circle_is_no_empty_one() {
    let home = tempfile::tempdir().unwrap();
    let circle = home.path().join("circle");
    std::os::unix::fs::symlink(&circle, &circle).unwrap();
    assert!(Store::in_folder(circle).profile().broken.is_some());
    assert!(Store::in_folder(home.path().join("none")).profile().broken.is_none());
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert!(Store::in_folder(file).profile().broken.is_none(), "below a file there is none");
}
