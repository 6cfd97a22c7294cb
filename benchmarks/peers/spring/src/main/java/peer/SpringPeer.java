package peer;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes a callback, writes its bytes to Kafka and answers when they are acknowledged. Verifies nothing and reads nothing, and
 * holds no thread while it waits: as little as such an endpoint can do.
 */
@SpringBootApplication
@RestController
public class SpringPeer {

    private final KafkaTemplate<String, byte[]> kafka;

    public SpringPeer(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(SpringPeer.class, arguments);
    }

    /** By the stream, since as an argument Spring would make a form's body anew from its fields. */
    @PostMapping("/callbacks/**")
    public CompletableFuture<String> take(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        return kafka.send("waymark.raw.v1", request.getRequestURI(), body).thenApply(sent -> "{\"result\":true}");
    }
}
