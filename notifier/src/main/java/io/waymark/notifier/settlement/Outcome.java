package io.waymark.notifier.settlement;

import io.waymark.contract.SettlementAttempt;
import io.waymark.gateways.Answer;

/** What a call to a gateway came to. */
sealed interface Outcome {

    /** What the call was for. */
    SettlementAttempt.Kind kind();

    /** In one word of ours. */
    String name();

    /** The gateway's code; "" if there is none. */
    String code();

    /** The gateway's words; "" if there are none. */
    String text();

    /** Of an upload. */
    record Uploaded(Answer answer) implements Outcome {

        @Override
        public SettlementAttempt.Kind kind() {
            return SettlementAttempt.Kind.UPLOAD;
        }

        @Override
        public String name() {
            return answer.reaction().name();
        }

        @Override
        public String code() {
            return answer.code();
        }

        @Override
        public String text() {
            return answer.text();
        }
    }

    /** Of an inquiry. */
    record Inquired(Finding finding) implements Outcome {

        @Override
        public SettlementAttempt.Kind kind() {
            return SettlementAttempt.Kind.INQUIRY;
        }

        @Override
        public String name() {
            return finding.kind().name();
        }

        @Override
        public String code() {
            return finding.code();
        }

        @Override
        public String text() {
            return finding.text();
        }
    }
}
