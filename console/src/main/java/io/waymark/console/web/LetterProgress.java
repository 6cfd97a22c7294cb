package io.waymark.console.web;

import io.waymark.console.deadletter.LetterQueryRepository.Progress;
import io.waymark.console.order.CommandView;

/** How far an order to put dead letters back is. */
public record LetterProgress(CommandView command, Progress progress) {

    /** Whether there is more to come. */
    public boolean isUnderWay() {
        return command.state() == CommandView.State.PENDING;
    }

    /** Whether it will not be carried out. */
    public boolean isRefused() {
        return command.state() == CommandView.State.REFUSED;
    }
}
