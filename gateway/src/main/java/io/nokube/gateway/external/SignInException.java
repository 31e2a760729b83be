package io.nokube.gateway.external;

/// A sign-in that did not come to its end.
final class SignInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SignInProblem problem;

    /// @param message for the log; it tells nothing that is secret or about the person
    SignInException(SignInProblem problem, String message) {
        super(message);
        this.problem = problem;
    }

    SignInException(SignInProblem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    SignInProblem problem() {
        return problem;
    }
}
