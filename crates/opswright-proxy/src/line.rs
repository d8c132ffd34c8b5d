//! Lines with attached descriptors over a Unix socket.

use std::collections::VecDeque;
use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags,
};
use tokio::io::Interest;
use tokio::net::UnixStream;

/// Most descriptors with one line; the kernel's own limit is 253.
pub(crate) const MOST_DESCRIPTORS: usize = 128;

/// Longest line in bytes: a table of thousands of targets fits.
const LONGEST_LINE: usize = 4 * 1024 * 1024;

/// A Unix socket that carries lines and descriptors.
#[derive(Debug)]
pub(crate) struct LineStream {
    stream: UnixStream,
    buffer: Vec<u8>,
    descriptors: VecDeque<OwnedFd>,
}

impl LineStream {
    pub(crate) fn new(stream: UnixStream) -> Self {
        Self {
            stream,
            buffer: Vec::new(),
            descriptors: VecDeque::new(),
        }
    }

    /// Sends `text` and a line feed; the descriptors travel with the first byte.
    pub(crate) async fn send(
        &mut self,
        mut text: Vec<u8>,
        attached: &[BorrowedFd<'_>],
    ) -> io::Result<()> {
        text.push(b'\n');
        let mut attached = attached;
        let mut rest = text.as_slice();
        while !rest.is_empty() {
            let stream = &self.stream;
            let sent = stream
                .async_io(Interest::WRITABLE, || {
                    send_once(stream.as_fd(), rest, attached)
                })
                .await?;
            attached = &[];
            rest = rest.get(sent..).unwrap_or_default();
        }
        Ok(())
    }

    /// The next line without its line feed, and the descriptors that have come by then; `None` at the end.
    pub(crate) async fn receive(&mut self) -> io::Result<Option<(Vec<u8>, Vec<OwnedFd>)>> {
        let mut searched = 0;
        loop {
            if let Some(at) = self.buffer[searched..]
                .iter()
                .position(|byte| *byte == b'\n')
            {
                let mut line: Vec<u8> = self.buffer.drain(..=searched + at).collect();
                line.pop();
                return Ok(Some((line, self.descriptors.drain(..).collect())));
            }
            searched = self.buffer.len();
            if searched > LONGEST_LINE {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "the line is too long",
                ));
            }
            if !self.receive_more().await? {
                return Ok(None);
            }
        }
    }

    async fn receive_more(&mut self) -> io::Result<bool> {
        let mut chunk = vec![0; 16 * 1024];
        let (stream, descriptors) = (&self.stream, &mut self.descriptors);
        let count = stream
            .async_io(Interest::READABLE, || {
                receive_once(stream.as_fd(), &mut chunk, descriptors)
            })
            .await?;
        self.buffer.extend_from_slice(&chunk[..count]);
        Ok(count > 0)
    }
}

fn send_once(
    stream: BorrowedFd<'_>,
    bytes: &[u8],
    attached: &[BorrowedFd<'_>],
) -> io::Result<usize> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_DESCRIPTORS))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !attached.is_empty() && !control.push(SendAncillaryMessage::ScmRights(attached)) {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "too many descriptors for one message",
        ));
    }
    Ok(rustix::net::sendmsg(
        stream,
        &[IoSlice::new(bytes)],
        &mut control,
        SendFlags::NOSIGNAL,
    )?)
}

fn receive_once(
    stream: BorrowedFd<'_>,
    chunk: &mut [u8],
    descriptors: &mut VecDeque<OwnedFd>,
) -> io::Result<usize> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_DESCRIPTORS))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let received = rustix::net::recvmsg(
        stream,
        &mut [IoSliceMut::new(chunk)],
        &mut control,
        RecvFlags::CMSG_CLOEXEC,
    )?;
    for message in control.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = message {
            descriptors.extend(rights);
        }
    }
    Ok(received.bytes)
}
