package io.waymark.contract;

import static java.util.stream.Collectors.toCollection;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records of any type with every component filled at random, or null where it may be; the same ones for the same seed. */
final class RandomRecords {

    private static final List<String> TEXTS =
            List.of("", "sto", "已签收", "\"quoted\" \\ and\nbroken", "😀 \u0001", "a".repeat(300));

    private final Random random;
    private final Map<Class<?>, Supplier<Object>> scalars;

    RandomRecords(long seed) {
        random = new Random(seed);
        scalars = Map.ofEntries(
                Map.entry(String.class, () -> TEXTS.get(random.nextInt(TEXTS.size()))),
                Map.entry(UUID.class, this::uuid),
                Map.entry(ShipmentId.class, () -> new ShipmentId(uuid())),
                Map.entry(Instant.class, this::instant),
                Map.entry(OffsetDateTime.class, this::time),
                Map.entry(int.class, () -> 1 + random.nextInt(1000)),
                Map.entry(Integer.class, () -> 1 + random.nextInt(1000)),
                Map.entry(long.class, () -> 1 + random.nextLong(Long.MAX_VALUE)),
                Map.entry(Long.class, () -> 1 + random.nextLong(Long.MAX_VALUE)),
                Map.entry(BigDecimal.class, () -> BigDecimal.valueOf(random.nextInt(1_000_000), 2)),
                Map.entry(boolean.class, random::nextBoolean));
    }

    <T> Stream<T> of(Class<T> type, int count) {
        return IntStream.range(0, count).mapToObj(i -> type.cast(instance(type)));
    }

    private Object instance(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            return canonical.newInstance(Stream.of(components)
                    .map(component -> value(component.getAnnotatedType()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private @Nullable Object value(AnnotatedType annotated) {
        if (annotated.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
            return null;
        }
        if (annotated instanceof AnnotatedParameterizedType list) {
            return several(list);
        }
        Class<?> type = (Class<?>) annotated.getType();
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        Supplier<Object> scalar = scalars.get(type);
        return scalar == null ? instance(type) : scalar.get();
    }

    private Object several(AnnotatedParameterizedType list) {
        AnnotatedType each = list.getAnnotatedActualTypeArguments()[0];
        List<@Nullable Object> values =
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(each)).toList();
        return RecordShape.erased(list) == Set.class
                ? values.stream().collect(toCollection(LinkedHashSet::new))
                : values;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000) * 1_000_000L);
    }

    private OffsetDateTime time() {
        return instant().atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1_440) - 720)));
    }
}
