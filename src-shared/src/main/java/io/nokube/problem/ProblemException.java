package io.nokube.problem;

import java.util.List;
import java.util.Map;

/// Thrown where a request ends with a [Problem]; the web edge writes it, with the headers given.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.title() + (problem.detail() == null ? "" : ": " + problem.detail()));
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail), Map.of());
    }

    public ProblemException(List<FieldError> errors) {
        this(Problem.of(ProblemType.VALIDATION, errors), Map.of());
    }

    /// The one answer for what does not exist and for what is somebody else's, so that the two cannot be told apart.
    public static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "Nothing is known under this address, or it is not yours.");
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
