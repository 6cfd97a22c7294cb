package io.waymark.sandbox.hostile;

import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A row of the table: a way to send a call that is not as it should be.
 *
 * @param name says what is wrong
 * @param variants the bytes to send to a target, one call each; none where the row does not fit it
 */
record Attack(String name, Function<Target, Stream<byte[]>> variants) {

    /** One that makes one call of each target. */
    static Attack one(String name, Function<Target, byte[]> bytes) {
        return new Attack(name, target -> Stream.of(bytes.apply(target)));
    }

    /** One that changes what an honest caller says, but not how. */
    static Attack changed(String name, Function<Target, Stream<Target>> changes) {
        return new Attack(name, target -> changes.apply(target).map(Target::bytes));
    }

    @Override
    public String toString() {
        return name;
    }
}
