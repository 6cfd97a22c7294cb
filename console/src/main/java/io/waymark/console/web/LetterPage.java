package io.waymark.console.web;

import io.waymark.console.deadletter.DeadLetter;
import io.waymark.console.deadletter.LetterState;

/** A dead letter. */
public record LetterPage(DeadLetter letter) {

    /** The key of what to do about it. */
    public String remedy() {
        return Remedies.of(letter);
    }

    /** Whether somebody has to decide about it. */
    public boolean isWaiting() {
        return letter.state() == LetterState.WAITING;
    }

    /** Where it came from, as far as that was noted. */
    public String source() {
        return letter.sourcePartition() == null
                ? letter.topic()
                : letter.topic() + "-" + letter.sourcePartition() + "@" + letter.sourceOffset();
    }

    /** Where it lies. */
    public String place() {
        return letter.deadLetters() + "-" + letter.partition() + "@" + letter.offset();
    }
}
