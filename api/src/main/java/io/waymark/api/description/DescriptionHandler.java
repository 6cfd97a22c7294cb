package io.waymark.api.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Tells of each operation its name and every problem that it may answer with, each with an example, so that no resource
 * has to repeat what holds for all. What a resource says of a status itself stays as it is. Runs when the service is built.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescriptionHandler implements OASFilter {

    private static final String SCHEMA = "#/components/schemas/Problem";
    private static final String IDEMPOTENCY_KEY = "IdempotencyKey";
    private static final Pattern NAME_IN_PATH = Pattern.compile("\\{(\\w+)}");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() != null) {
            Map<String, Parameter> shared = document.getComponents() == null
                    ? null
                    : document.getComponents().getParameters();
            boolean mayBeRepeated = shared != null && shared.containsKey(IDEMPOTENCY_KEY);
            document.getPaths().getPathItems().forEach((path, item) -> {
                if (mayBeRepeated && item.getPOST() != null) {
                    takeKey(item.getPOST());
                }
                complete(path, item);
            });
        }
    }

    /** Where the service's own part of the document has the parameter, every POST takes it. */
    private static void takeKey(Operation operation) {
        List<Parameter> others = operation.getParameters() == null ? List.of() : operation.getParameters();
        List<Parameter> all = new ArrayList<>(others);
        all.removeIf(given -> "Idempotency-Key".equals(given.getName()));
        all.add(OASFactory.createParameter().ref("#/components/parameters/" + IDEMPOTENCY_KEY));
        operation.setParameters(all);
        tell(operation.getResponses(), ProblemType.CONFLICT);
    }

    private static void complete(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            operation.setOperationId(name(method, path));
            problems(path, operation).forEach(type -> tell(operation.getResponses(), type));
        });
    }

    /** As {@code getShipmentsByShipmentIdEvents}: method and path in one word. */
    private static String name(HttpMethod method, String path) {
        StringBuilder name = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
        for (String part : NAME_IN_PATH.matcher(path).replaceAll("by-$1").split("[/-]")) {
            if (!part.isEmpty() && !part.equals("v1")) {
                name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return name.toString();
    }

    private static List<ProblemType> problems(String path, Operation operation) {
        List<ProblemType> problems = new ArrayList<>(List.of(ProblemType.INTERNAL, ProblemType.UNAVAILABLE));
        if (operation.getSecurity() == null || !operation.getSecurity().isEmpty()) {
            problems.addAll(List.of(ProblemType.UNAUTHENTICATED, ProblemType.FORBIDDEN, ProblemType.TOO_MANY_CALLS));
        }
        if (path.contains("{")) {
            problems.add(ProblemType.NOT_FOUND);
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(given -> given.getIn() != Parameter.In.PATH)) {
            problems.add(ProblemType.MALFORMED);
        }
        if (operation.getRequestBody() != null) {
            problems.addAll(List.of(
                    ProblemType.MALFORMED,
                    ProblemType.TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    ProblemType.INVALID));
        }
        return problems;
    }

    private static void tell(APIResponses responses, ProblemType type) {
        String status = Integer.toString(type.status());
        Map<String, APIResponse> told = responses.getAPIResponses();
        APIResponse response = told == null ? null : told.get(status);
        if (response == null || response.getContent() == null) {
            responses.addAPIResponse(
                    status,
                    OASFactory.createAPIResponse().description(type.title()).content(content(type)));
        }
    }

    private static Content content(ProblemType type) {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(SCHEMA))
                                .example(example(type)));
    }

    /** In one order always, so that the document is the same whenever it is made. */
    private static Map<String, Object> example(ProblemType type) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.uri());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", type.title() + ".");
        return example;
    }
}
