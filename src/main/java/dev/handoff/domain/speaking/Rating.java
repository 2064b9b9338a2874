package dev.handoff.domain.speaking;

/**
 * What a resource is rated at. Both figures mistrust few numbers: a resource with one excellent evaluation is not better than
 * one with a hundred good ones, and one that two of two people like not better than one that 95 of 100 like.
 *
 * @param mean the Bayesian mean of the scores, from 0 to 1
 * @param evaluations how many scores there are
 * @param appeal the lower Wilson bound of the share of votes for it, from 0 to 1; 0 without votes
 * @param votes how many impressions speak for or against it
 * @param impressions of all kinds
 */
public record Rating(double mean, long evaluations, double appeal, long votes, long impressions) {

    /** The mean of all scores before there are any. */
    static final double UNKNOWN = 0.5;

    /** As many scores as the mean of all resources counts for. */
    private static final int WEIGHT_OF_PRIOR = 5;

    /** The quantile of the normal distribution for a confidence of 95 %. */
    private static final double Z = 1.959964;

    /**
     * What is known of one resource.
     *
     * @param scores how many
     * @param sum of the scores
     * @param votesFor impressions that speak for it
     * @param votes those and the ones that speak against it
     * @param impressions of all kinds
     */
    record Sums(long scores, double sum, long votesFor, long votes, long impressions) {}

    /** @param prior the mean of the scores of all resources */
    static Rating of(Sums sums, double prior) {
        return new Rating(
                bayesianMean(sums.scores(), sums.sum(), prior),
                sums.scores(),
                wilsonBound(sums.votesFor(), sums.votes()),
                sums.votes(),
                sums.impressions());
    }

    /**
     * The mean of the scores, as if as many more as the prior weighs had been given at the mean of all:
     * {@code (w m + Σx) / (w + n)}. See X. Yang and Z. Zhang, "Combining Prestige and Relevance Ranking for Personalized
     * Recommendation" (CIKM 2013), and https://en.wikipedia.org/wiki/Bayesian_average.
     */
    static double bayesianMean(long scores, double sum, double prior) {
        return (WEIGHT_OF_PRIOR * prior + sum) / (WEIGHT_OF_PRIOR + scores);
    }

    /**
     * The share of votes that is reached with a confidence of 95 %:
     * {@code (p + z²/2n − z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)}. E. B. Wilson, "Probable Inference, the Law of Succession, and
     * Statistical Inference", Journal of the American Statistical Association 22 (1927), 209–212.
     */
    static double wilsonBound(long votesFor, long votes) {
        if (votes == 0) {
            return 0;
        }
        double share = (double) votesFor / votes;
        double square = Z * Z / votes;
        double spread = Z * Math.sqrt((share * (1 - share) + square / 4) / votes);
        return Math.clamp((share + square / 2 - spread) / (1 + square), 0, 1);
    }
}
