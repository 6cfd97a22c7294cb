package io.waymark.console.web;

import io.waymark.console.replay.ReplayView;
import java.util.List;

/** The last reports. */
public record ReplayList(List<ReplayView> replays) {}
