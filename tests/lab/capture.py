"""Every packet of one interface, and what two sides said to each other in them."""
import collections
import os
import select
import socket
import struct
import threading

ETH_P_ALL = 3
IPV4, IPV6, TCP = 0x0800, 0x86DD, 6
TLS_KINDS = (20, 21, 22, 23, 24)


class Capture:
    """Listens on INTERFACE of this network namespace until stop(); packets: all, both ways."""

    def __init__(self, interface):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)  # SO_RCVBUFFORCE
        self.socket.bind((interface, 0))
        self.packets, self.read_end = [], os.pipe()
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        while True:
            ready, _, _ = select.select([self.socket, self.read_end[0]], [], [])
            if self.socket in ready:
                self.packets.append(self.socket.recv(1 << 17))
            elif ready:
                return

    def lost(self):
        """How many packets the kernel had no room for; asking starts the count anew."""
        seen = self.socket.getsockopt(263, 6, 12)  # SOL_PACKET, PACKET_STATISTICS
        return struct.unpack("II", seen[:8])[1]

    def stop(self):
        os.write(self.read_end[1], b".")
        self.thread.join()
        lost = self.lost()
        self.socket.close()
        for end in self.read_end:
            os.close(end)
        return lost

    def holding(self, needle):
        """The packets in which these bytes stand."""
        return [packet for packet in self.packets if needle in packet]

    def streams(self):
        """{(source, port, destination, port): bytes}, in the order of sequence numbers."""
        parts = collections.defaultdict(dict)
        for packet in self.packets:
            read = read_tcp(packet)
            if read and read[2]:
                ends, sequence, data = read
                parts[ends].setdefault(sequence, data)
        return {ends: join(pieces) for ends, pieces in parts.items()}


def read_tcp(packet):
    """Its ends, sequence number and data, of a frame that carries TCP."""
    kind = struct.unpack(">H", packet[12:14])[0]
    if kind == IPV4 and packet[23] == TCP:
        start = 14 + 4 * (packet[14] & 15)
        end = 14 + struct.unpack(">H", packet[16:18])[0]
        hosts = [socket.inet_ntop(socket.AF_INET, packet[at:at + 4]) for at in (26, 30)]
    elif kind == IPV6 and packet[20] == TCP:
        start = 54
        end = 54 + struct.unpack(">H", packet[18:20])[0]
        hosts = [socket.inet_ntop(socket.AF_INET6, packet[at:at + 16]) for at in (22, 38)]
    else:
        return None
    source, target, sequence = struct.unpack(">HHI", packet[start:start + 8])
    data = packet[start + 4 * (packet[start + 12] >> 4):end]
    return (hosts[0], source, hosts[1], target), sequence, data


def join(pieces):
    """The data of one direction without what was sent twice."""
    first = min(pieces)
    out = b""
    for sequence in sorted(pieces):
        overlap = first + len(out) - sequence
        if 0 <= overlap < len(pieces[sequence]):
            out += pieces[sequence][overlap:]
    return out


def before_tls(stream):
    """What one side said before its first TLS record, and whether all behind that is records."""
    for start in range(len(stream)):
        if is_record(stream, start):
            at = start
            while is_record(stream, at):
                at += 5 + struct.unpack(">H", stream[at + 3:at + 5])[0]
            return stream[:start], at >= len(stream)
    return stream, True


def is_record(stream, at):
    return (at + 5 <= len(stream) and stream[at] in TLS_KINDS and stream[at + 1] == 3
            and stream[at + 2] <= 4)
