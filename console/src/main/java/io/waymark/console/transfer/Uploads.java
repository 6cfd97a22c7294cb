package io.waymark.console.transfer;

import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import java.util.HashMap;
import java.util.Map;

/** The files that this process is receiving, by merchant: each holds a thread until it is whole. */
final class Uploads {

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> open = new HashMap<>();

    /**
     * @param most at a time
     * @param mostOfOne of one merchant
     */
    Uploads(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** One more of the merchant's; fails with 409 or 503 if there are enough. */
    synchronized void begin(String merchantId) {
        int ofOne = open.getOrDefault(merchantId, 0);
        if (ofOne >= mostOfOne) {
            throw refused(ProblemType.CONFLICT, ofOne + " files of yours are being received: wait until one is whole.");
        }
        if (open.values().stream().mapToInt(Integer::intValue).sum() >= most) {
            throw refused(ProblemType.UNAVAILABLE, "Too many files are being received: try again in a moment.");
        }
        open.put(merchantId, ofOne + 1);
    }

    /** One that had begun has ended, in whatever way. */
    synchronized void end(String merchantId) {
        open.computeIfPresent(merchantId, (merchant, files) -> files > 1 ? files - 1 : null);
    }

    private static ProblemException refused(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }
}
