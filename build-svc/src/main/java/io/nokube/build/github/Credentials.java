package io.nokube.build.github;

/// What NoKube shows GitHub to say who asks.
interface Credentials {
    /// The value of `Authorization`. May ask GitHub for it, and then takes as long.
    ///
    /// @throws NoTokenException where GitHub does not hand one out
    String authorization();

    /// GitHub did not accept what was shown last.
    void refused();

    /// A token that was configured.
    record Token(String value) implements Credentials {
        @Override
        public String authorization() {
            return "Bearer " + value;
        }

        @Override
        public void refused() {
            // There is no other one.
        }

        /// Without the token, which must not get into a log.
        @Override
        public String toString() {
            return "a token";
        }
    }

    /// GitHub handed no token out.
    final class NoTokenException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Reply reply;

        NoTokenException(Reply reply) {
            super("GitHub handed out no installation token: it answered " + reply.status());
            this.reply = reply;
        }

        /// GitHub's answer, as one to a request with credentials that it does not accept where they are at fault.
        Reply reply() {
            boolean ours = reply.status() >= 400 && reply.status() < 500 && !reply.isLimit();
            return ours ? new Reply(401, reply.body(), reply.headers()) : reply;
        }
    }
}
