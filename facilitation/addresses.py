"""The addresses under which this machine is found in the hall's network; standard library only."""

import ipaddress
import socket
import struct
import sys

# Asks an interface for its address; the number differs between systems.
SIOCGIFADDR = {"linux": 0x8915, "darwin": 0xC0206921}.get(sys.platform)
VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "utun", "wg", "zt")


def hall_addresses() -> list[str]:
    """All IPv4 addresses of this machine that others can reach, the likeliest first."""
    found = _by_interface() or _by_name()
    return sorted(dict.fromkeys(a for a in found if _reachable(a)), key=_likeliness)


def _reachable(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return not (ip.is_loopback or ip.is_unspecified or ip.is_multicast)


def _likeliness(address: str) -> int:
    """A router of a town hall hands out 192.168, then 10, then 172; self-given ones come last."""
    ip = ipaddress.ip_address(address)
    if ip.is_link_local:
        return 4
    order = ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")
    for rank, network in enumerate(order):
        if ip in ipaddress.ip_network(network):
            return rank
    return 3


def _by_interface() -> list[str]:
    if SIOCGIFADDR is None:
        return []
    import fcntl

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _number, name in socket.if_nameindex():
            if name.startswith(VIRTUAL):
                continue
            try:
                asked = struct.pack("256s", name.encode()[:15])
                answer = fcntl.ioctl(probe.fileno(), SIOCGIFADDR, asked)
            except OSError:  # an interface without IPv4
                continue
            found.append(socket.inet_ntoa(answer[20:24]))
    return found


def _by_name() -> list[str]:
    try:
        _name, _aliases, found = socket.gethostbyname_ex(socket.gethostname())
    except OSError:
        return []
    return found
