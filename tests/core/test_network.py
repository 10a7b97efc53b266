"""Whose X-Forwarded-For counts."""

import pytest

from patient_app.core.config import BadSetting, read_settings
from patient_app.core.network import caller, network_of

PROXIES = ("127.0.0.1", "10.0.0.0/8", "::1")


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "1.2.3.4, 198.51.100.7, 10.1.2.3", "198.51.100.7"),
        ("::1", "2001:db8::5", "2001:db8::5"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "nonsense"),
        (None, "198.51.100.7", None),
    ],
)
def test_only_our_own_proxies_are_believed(peer, forwarded, expected):
    assert caller(peer, forwarded, PROXIES) == expected


def test_without_proxies_the_header_means_nothing():
    assert caller("203.0.113.9", "198.51.100.7", ()) == "203.0.113.9"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("[2001:db8::1]", "2001:db8::/64"),
        ("nonsense", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_network_is_one_address_or_one_home(address, network):
    assert network_of(address) == network


def test_a_proxy_that_is_no_address_stops_the_start():
    assert read_settings({"TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8"}).trusted_proxies
    with pytest.raises(BadSetting, match="nonsense"):
        read_settings({"TRUSTED_PROXIES": "127.0.0.1,nonsense"})
