package io.waymark.console.deadletter;

/** What became of a dead letter. */
public enum LetterState {
    /** Somebody has to look at it. */
    WAITING,
    /** It was put back into the topic it came from; where it dies again, that is another dead letter. */
    REDRIVEN,
    /** Somebody said that it may stay where it is. */
    DISCARDED
}
