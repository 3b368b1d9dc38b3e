//! A disk that exists only here: it can be full, fail, forget what was not synced, and tear a line.

use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex};

use stenosis_routine::io::journal::{Log, Medium};

/// What the next operations meet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Weather {
    /// Bytes that still fit.
    pub(crate) room: Option<usize>,
    /// What writing fails with, whatever room there is.
    pub(crate) write: Option<ErrorKind>,
    /// What syncing fails with.
    pub(crate) sync: Option<ErrorKind>,
    /// Whether what was torn cannot be cut off either.
    pub(crate) cannot_cut: bool,
}

/// What is on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Platters {
    pub(crate) bytes: Vec<u8>,
    /// So much of it is safe from a power cut.
    pub(crate) synced: usize,
    pub(crate) aside: Vec<u8>,
    pub(crate) weather: Weather,
}

/// A disk, and a hand that can reach into it meanwhile.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    pub(crate) platters: Arc<Mutex<Platters>>,
    at: u64,
}

impl Disk {
    pub(crate) fn with(bytes: &[u8]) -> Disk {
        let disk = Disk::default();
        disk.platters.lock().unwrap().bytes = bytes.to_vec();
        disk
    }

    pub(crate) fn weather(&self, weather: Weather) {
        self.platters.lock().unwrap().weather = weather;
    }

    pub(crate) fn content(&self) -> Vec<u8> {
        self.platters.lock().unwrap().bytes.clone()
    }

    pub(crate) fn log(&self) -> Log<Disk> {
        Log::new(self.clone())
    }
}

impl Read for Disk {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.content();
        let mut reader = Cursor::new(bytes);
        reader.set_position(self.at);
        let read = reader.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(0) => self.content().len() as u64,
            _ => panic!("a log seeks to its end and to places in it"),
        };
        Ok(self.at)
    }
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut platters = self.platters.lock().unwrap();
        if let Some(kind) = platters.weather.write {
            return Err(kind.into());
        }
        let fits = platters.weather.room.map_or(bytes.len(), |room| room.min(bytes.len()));
        if fits == 0 {
            return Err(ErrorKind::StorageFull.into());
        }
        platters.bytes.extend(&bytes[..fits]);
        if let Some(room) = &mut platters.weather.room {
            *room -= fits;
        }
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Medium for Disk {
    fn claim(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn release(&mut self) {}

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        let mut platters = self.platters.lock().unwrap();
        if platters.weather.cannot_cut {
            return Err(io::Error::other("no"));
        }
        let length = usize::try_from(length).unwrap();
        let given_back = platters.bytes.len() - length;
        platters.bytes.truncate(length);
        platters.synced = platters.synced.min(length);
        if let Some(room) = &mut platters.weather.room {
            *room += given_back;
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut platters = self.platters.lock().unwrap();
        if let Some(kind) = platters.weather.sync {
            return Err(kind.into());
        }
        platters.synced = platters.bytes.len();
        Ok(())
    }

    fn set_aside(&mut self, torn: &[u8]) -> io::Result<()> {
        self.platters.lock().unwrap().aside.extend(torn);
        Ok(())
    }
}
