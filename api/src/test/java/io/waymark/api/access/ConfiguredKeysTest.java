package io.waymark.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.waymark.contract.ApiKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfiguredKeysTest {

    @Test
    void aBareKeyIsTheDefaultMerchantsAndMayDoEverything() {
        assertThat(ConfiguredKeys.read(List.of(" quickstart-key ", "")))
                .containsExactly(new ApiKey(
                        KeyHash.of("quickstart-key"),
                        "default",
                        "configuration",
                        Set.of("register", "read", "operate")));
    }

    @Test
    void anEntryMayNameItsMerchant() {
        assertThat(ConfiguredKeys.read(List.of("acme=secret", "shop.2=a=b")))
                .extracting(ApiKey::merchantId, ApiKey::keyHash)
                .containsExactly(tuple("acme", KeyHash.of("secret")), tuple("shop.2", KeyHash.of("a=b")));
    }

    @Test
    void ofKeysWithoutANameEachIsAMerchantOfItsOwn() {
        assertThat(ConfiguredKeys.read(List.of("acme=secret", "quickstart-key", "other-key", "third-key")))
                .extracting(ApiKey::merchantId)
                .containsExactly(
                        "acme",
                        "default",
                        "key-" + KeyHash.of("other-key").substring(0, 12),
                        "key-" + KeyHash.of("third-key").substring(0, 12));
    }

    @Test
    void aMerchantChangesItsKeyByHavingTwoForAWhile() {
        assertThat(ConfiguredKeys.read(List.of("acme=old", "acme=new", "default=next", "quickstart-key")))
                .extracting(ApiKey::merchantId)
                .containsExactly("acme", "acme", "default", "default");
    }

    @Test
    void ofAKeyThatStandsTwiceTheFirstEntryCounts() {
        assertThat(ConfiguredKeys.read(List.of("acme=a", "a", "b", "b", "other=b")))
                .extracting(ApiKey::merchantId, ApiKey::keyHash)
                .containsExactly(tuple("acme", KeyHash.of("a")), tuple("default", KeyHash.of("b")));
    }

    @Test
    void aKeyInBase64IsNotTakenForAMerchant() {
        assertThat(ConfiguredKeys.read(List.of("c2VjcmV0LWtleQ==")))
                .extracting(ApiKey::merchantId, ApiKey::keyHash)
                .containsExactly(tuple("default", KeyHash.of("c2VjcmV0LWtleQ==")));
    }

    @Test
    void theHashIsSha256InLowerCaseHex() {
        assertThat(KeyHash.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void theRingKnowsOnlyTheKeysItWasGivenLast() {
        KeyRing ring = new KeyRing();
        ring.replace(ConfiguredKeys.read(List.of("old")));
        ring.replace(ConfiguredKeys.read(List.of("new")));

        assertThat(ring.find("new")).isPresent();
        assertThat(ring.find("old")).isEmpty();
    }
}
