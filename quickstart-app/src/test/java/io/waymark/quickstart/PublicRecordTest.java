package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicRecordTest {

    @ParameterizedTest
    @ValueSource(strings = {"13812341234", "+8613812341234", "8613812341234", "+86-13812341234", "+86 13812341234"})
    void aPhoneIsFoundHoweverItIsWritten(String phone) {
        assertThat("电话:" + phone + "。").containsPattern(PublicRecord.MOBILE);
    }
}
