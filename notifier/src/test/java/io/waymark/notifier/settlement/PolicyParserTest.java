package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.PARSER;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.contract.Evidence;
import io.waymark.contract.SubStatus;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyParserTest {

    private static final String HEADER =
            "gateway,paymentMethod,proof,subStatuses,evidence,hold,goods,instalments,needsFinalPayment,deadline";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            g,*,PICKUP,*,*,PT0S,*,yes,yes                        | 10 cells are needed, there are 9
            ,*,PICKUP,*,*,PT0S,*,yes,yes,-                       | no gateway
            g,*,SHIPPED,*,*,PT0S,*,yes,yes,-                     | "SHIPPED" is no Milestone
            g,*,PICKUP,NOWHERE,*,PT0S,*,yes,yes,-                | "NOWHERE" is no SubStatus
            g,*,PICKUP,ORDER_CREATED,*,PT0S,*,yes,yes,-          | ORDER_CREATED proves no PICKUP
            g,*,PICKUP,*,HEARSAY,PT0S,*,yes,yes,-                | "HEARSAY" is no Evidence
            g,*,PICKUP,*,*,4 hours,*,yes,yes,-                   | Text cannot be parsed to a Duration
            g,*,PICKUP,*,*,-PT4H,*,yes,yes,-                     | a hold is not negative
            g,*,PICKUP,*,*,PT0S,FOOD,yes,yes,-                   | "FOOD" is no Goods
            g,*,PICKUP,*,*,PT0S,*,perhaps,yes,-                  | "perhaps" is neither yes nor no
            g,*,PICKUP,*,*,PT0S,*,yes,1,-                        | "1" is neither yes nor no
            g,*,PICKUP,*,*,PT0S,*,yes,yes,30 days                | Text cannot be parsed to a Duration
            g,A,DELIVERY,RETURN_SIGNED,*,PT0S,*,no,yes,-         | RETURN_SIGNED proves no DELIVERY
            g,A,DELIVERY,OUT_FOR_DELIVERY,*,PT0S,*,no,yes,-      | OUT_FOR_DELIVERY proves no DELIVERY
            g,A,DELIVERY,SIGNED,PULL TEXT,PT0S,*,no,yes,-        | TEXT proves no DELIVERY
            h,a,PICKUP,*,*,PT0S,*,yes,yes,-                      | h and its method have a row already
            """)
    void namesTheLineThatIsWrong(String line, String problem) {
        String csv = "# comment\n" + HEADER + "\n\nh,A,PICKUP,*,*,PT0S,*,yes,yes,-\n" + line + "\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PARSER.parse("my.csv", csv))
                .withMessage("my.csv line 5: " + problem);
    }

    @Test
    void refusesColumnsThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PARSER.parse("my.csv", "gateway,method\ng,*"))
                .withMessage("my.csv line 1: the columns are " + HEADER);
    }

    @Test
    void refusesAFileWithoutRows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PARSER.parse("my.csv", HEADER))
                .withMessage("my.csv: a policy has at least one row");
    }

    @Test
    void readsLinesThatEndAsWindowsEndsThem() {
        assertThatCode(() -> PARSER.parse("my.csv", HEADER + "\r\n g , * ,PICKUP,*,*,PT0S,*,yes,yes,-\r\n"))
                .doesNotThrowAnyException();
    }

    /** The settings, too, cannot make free text a proof of delivery. */
    @Test
    void refusesFreeTextAsProofOfDeliveryWhereverItIsSet() {
        PolicyParser lax = new PolicyParser(Set.of(SubStatus.SIGNED), Set.of(Evidence.TEXT), Duration.ZERO);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RulesConfig.shippedPolicy(lax))
                .withMessageEndingWith("TEXT proves no DELIVERY");
    }
}
