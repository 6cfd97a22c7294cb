package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vocabulary in code is the vocabulary of the published status map. */
class StatusMapTest {

    private static JsonNode map;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = StatusMapTest.class.getResourceAsStream("status-map.json")) {
            map = new ObjectMapper().readTree(file);
        }
    }

    @ParameterizedTest
    @EnumSource(ShipmentStatus.class)
    void allowsExactlyTheListedMoves(ShipmentStatus from) {
        Set<String> allowed = Arrays.stream(ShipmentStatus.values())
                .filter(to -> to != from && from.allows(to))
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(allowed).isEqualTo(texts(map.path("transitions").path(from.name())));
        assertThat(from.allows(from)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ShipmentStatus.class)
    void hasTheListedSubStatuses(ShipmentStatus status) {
        Set<String> subs = Arrays.stream(SubStatus.values())
                .filter(sub -> sub.status() == status)
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(subs).isEqualTo(texts(map.path("sub_statuses").path(status.name())));
    }

    @Test
    void hasTheListedFlags() {
        Set<String> listed = new TreeSet<>();
        map.path("flags").fieldNames().forEachRemaining(listed::add);

        assertThat(Arrays.stream(Flag.values()).map(Enum::name)).containsExactlyInAnyOrderElementsOf(listed);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
