package org.attentionworkbench.bench.turn;

/**
 * How long is measured.
 *
 * @param rounds how many turns each contender has at most
 * @param roundMilliseconds how long a turn is at least; a call that has begun is finished
 * @param warmUpMilliseconds how long a contender is warmed up at most, and for its first problem at least
 * @param turnsMilliseconds how long the turns of one contender take together, unless three take longer; a call that takes longer by itself
 *     has one turn, and is not warmed up
 * @param longestCallMilliseconds who would take longer for a call is left out
 */
public record Pace(
        int rounds, int roundMilliseconds, int warmUpMilliseconds, int turnsMilliseconds, int longestCallMilliseconds) {
    /** For a first look: the table of one number of threads in about two minutes. */
    public static final Pace QUICK = new Pace(5, 40, 600, 1_600, 700);
    /** For figures to be trusted. */
    public static final Pace WHOLE = new Pace(11, 150, 3_000, 5_000, 1_000);

    private static final int FEWEST_ROUNDS = 3;

    /**
     * The same pace for contenders that were asked for by name, however slow they are.
     *
     * @return another pace
     */
    public Pace patient() {
        return new Pace(rounds, roundMilliseconds, warmUpMilliseconds, turnsMilliseconds, Integer.MAX_VALUE);
    }

    /**
     * A shorter pace for one contender that is measured in many processes, each of which it must be warmed up in.
     *
     * @return another pace
     */
    public Pace brief() {
        return new Pace(
                rounds, roundMilliseconds, warmUpMilliseconds / 4, turnsMilliseconds / 2, longestCallMilliseconds);
    }

    /** Whether one call takes longer than all turns should. */
    boolean isLong(double millisecondsPerCall) {
        return millisecondsPerCall > turnsMilliseconds;
    }

    /** How many turns a contender has whose calls take so long. */
    int roundsFor(double millisecondsPerCall) {
        double turn = Math.max(roundMilliseconds, millisecondsPerCall);
        return (int) Math.max(FEWEST_ROUNDS, Math.min(rounds, turnsMilliseconds / turn));
    }
}
