/* Reference: the essence of the model in plain C, one week a call. The limit that weisim is measured against.
 *
 * Every resident: needs and motivation move a step; one event at most (hears of it, joins, trains, drops out, returns).
 * The counts of informed and taking-part neighbours are kept: only those who change push their change to their ties.
 * Then initiatives and partners move a step. Twenty-five series are written each week. Numbers as in workload.py. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#define GAMMA 0x9E3779B97F4A7C15ull
#define FIRST 0xBF58476D1CE4E5B9ull
#define SECOND 0x94D049BB133111EBull
#define BLOCK 512
#define PARTNERS_AT_MOST 64

typedef struct {
    int64_t residents, initiatives, partners;
    const int32_t *start, *tie;                    /* ties in compressed rows */
    uint8_t *phase; int32_t *initiative, *tenure;
    uint16_t *informed, *active;                   /* neighbours informed, neighbours taking part */
    double *share_of_one, *threshold, *autonomy_base, *motivation, *skill, *autonomy, *relatedness, *competence, *unheard;
    uint8_t *stage; int32_t *age; double *strength, *need, *support; int64_t *members; double *skill_sum;
    int64_t *partner; double *base, *capacity, *used;
    int32_t *who; uint8_t *becomes; int32_t *where; /* the changes of this week */
} World;

static inline double draw(uint64_t key, uint64_t i) {
    uint64_t z = key + (i + 1) * GAMMA;
    z = (z ^ (z >> 30)) * FIRST;
    z = (z ^ (z >> 27)) * SECOND;
    z ^= z >> 31;
    return (double)(int64_t)(z >> 11) * 0x1p-53;
}

static void initiatives(World *w, double *row) {
    double asked[PARTNERS_AT_MOST] = {0}, strength = 0, need = 0, support = 0, members = 0, strongest = 0, capacity = 0, used = 0;
    int64_t stages[4] = {0};
    for (int64_t k = 0; k < w->initiatives; k++) {
        int64_t n = w->members[k];
        double mean = n ? w->skill_sum[k] / n : 0.0, work = n * (0.5 + 0.5 * mean) / 60.0;
        double now = w->strength[k] + 0.1 * (work - w->strength[k]);
        if (now > 1.5) now = 1.5;
        w->strength[k] = now;
        w->age[k]++;
        int stage = w->stage[k];
        if (stage == 0) { if (n >= 5) stage = 1; }
        else if (stage == 1) { if (now > 0.7) stage = 2; }
        else if (stage == 2) { if (now < 0.5) stage = 1; }
        else if (n >= 3) stage = 0;
        if (n < 2 && w->age[k] > 26) stage = 3;
        w->stage[k] = stage;
        double short_of = 0.6 - now;
        if (short_of <= 0.0 || stage == 3) short_of = 0.0;
        w->need[k] = short_of;
        asked[w->partner[k]] += short_of;
        stages[stage]++;
        strength += now; need += short_of; members += n;
        if (now > strongest) strongest = now;
    }
    for (int64_t q = 0; q < w->partners; q++) w->used[q] = 0.0;
    for (int64_t k = 0; k < w->initiatives; k++) {
        int64_t q = w->partner[k];
        double given = w->capacity[q] * w->need[k] / (asked[q] + 1e-9);
        if (given > 1.0) given = 1.0;
        w->support[k] = given;
        w->used[q] += given;
        support += given;
    }
    for (int64_t q = 0; q < w->partners; q++) {
        w->capacity[q] += 0.05 * (w->base[q] * 0.8 + 0.4 * w->used[q] - w->capacity[q]);
        capacity += w->capacity[q];
        used += w->used[q];
    }
    for (int q = 0; q < 4; q++) row[14 + q] = stages[q];
    double count = (double)w->initiatives;
    row[18] = strength / count; row[19] = need / count; row[20] = support / count; row[21] = members / count;
    row[22] = strongest; row[23] = capacity; row[24] = used;
}

static void motivate(World *w, int64_t from, int64_t to, double *sums) {
    const uint16_t *restrict active = w->active;
    const double *restrict share_of_one = w->share_of_one, *restrict base = w->autonomy_base, *restrict skill = w->skill;
    double *restrict autonomy = w->autonomy, *restrict relatedness = w->relatedness, *restrict competence = w->competence;
    double *restrict motivation = w->motivation;
    double m = 0, s = 0, a = 0, r = 0, c = 0;
    for (int64_t i = from; i < to; i++) {
        double share = (double)active[i] * share_of_one[i];
        double ai = autonomy[i] + 0.05 * (base[i] - autonomy[i]);
        double ri = relatedness[i] + 0.10 * (share - relatedness[i]);
        double ci = competence[i] + 0.08 * (skill[i] - competence[i]);
        double mi = motivation[i];
        mi += 0.10 * (0.40 * ai + 0.30 * ri + 0.30 * ci - mi);
        autonomy[i] = ai; relatedness[i] = ri; competence[i] = ci; motivation[i] = mi;
        m += mi; s += skill[i]; a += ai; r += ri; c += ci;
    }
    sums[0] += m; sums[1] += s; sums[2] += a; sums[3] += r; sums[4] += c;
}

void week(World *w, const uint64_t *keys, double campaign, double *row) {
    int64_t n = w->residents, changes = 0, heard = 0, joined = 0, dropped = 0, learned = 0, count[8] = {0};
    double sums[5] = {0}, not_reached = 1.0 - campaign;
    uint8_t *restrict phase = w->phase;
    int32_t *restrict initiative = w->initiative;
    uint16_t *restrict informed = w->informed, *restrict active = w->active;
    memset(w->members, 0, w->initiatives * 8);
    memset(w->skill_sum, 0, w->initiatives * 8);
    for (int64_t from = 0; from < n; from += BLOCK) {
        int64_t to = from + BLOCK < n ? from + BLOCK : n;
        motivate(w, from, to, sums);
        for (int64_t i = from; i < to; i++) {
            int was = phase[i], now = was;
            if (was == 0) {
                if (draw(keys[0], i) < 1.0 - not_reached * w->unheard[informed[i]]) {
                    now = 1; heard++;
                    w->who[changes] = i; w->becomes[changes] = 1; w->where[changes++] = -1;
                }
            } else if (was == 1) {
                double drive = 1.1 * ((double)active[i] * w->share_of_one[i]) + 0.9 * w->motivation[i] - w->threshold[i];
                if (draw(keys[1], i) < 0.12 / (1.0 + exp(-8.0 * drive))) {
                    int first = w->start[i], degree = w->start[i + 1] - first, k = -1;
                    if (degree) k = initiative[w->tie[first + (int)(draw(keys[2], i) * degree)]];
                    if (k < 0 || w->stage[k] == 3) k = (int)(draw(keys[3], i) * w->initiatives);
                    now = 2; joined++;
                    w->tenure[i] = 0;
                    w->who[changes] = i; w->becomes[changes] = 2; w->where[changes++] = k;
                    w->members[k]++; w->skill_sum[k] += w->skill[i];
                }
            } else if (was == 4) {
                if (draw(keys[6], i) < 0.006) {
                    now = 1;
                    w->who[changes] = i; w->becomes[changes] = 1; w->where[changes++] = -1;
                }
            } else {
                int k = initiative[i];
                double skill = w->skill[i];
                if (was == 3) {
                    sums[1] -= skill;
                    skill += 0.05 * (0.5 + 0.5 * w->support[k]) * (1.0 - skill);
                    w->skill[i] = skill;
                    sums[1] += skill;
                    if (skill > 0.8) { now = 2; learned++; }
                } else if (skill <= 0.8 && draw(keys[4], i) < 0.03 * (0.5 + 0.5 * w->support[k])) {
                    now = 3;
                }
                w->tenure[i]++;
                if (draw(keys[5], i) < 0.010 * (1.6 - w->motivation[i]) * (1.2 - 0.4 * w->strength[k])) { now = 4; dropped++; }
                if (now != was) { w->who[changes] = i; w->becomes[changes] = now; w->where[changes++] = now == 4 ? -1 : k; }
                if (now != 4) { w->members[k]++; w->skill_sum[k] += skill; }
            }
            count[now]++;
        }
    }
    for (int64_t x = 0; x < changes; x++) {
        int64_t i = w->who[x];
        int was = phase[i], now = w->becomes[x];
        phase[i] = now;
        initiative[i] = w->where[x];
        int more_informed = (now > 0) - (was > 0), more_active = ((now == 2) | (now == 3)) - ((was == 2) | (was == 3));
        int first = w->start[i], last = w->start[i + 1];
        if (more_active) for (int e = first; e < last; e++) { informed[w->tie[e]] += more_informed; active[w->tie[e]] += more_active; }
        else if (more_informed) for (int e = first; e < last; e++) informed[w->tie[e]] += more_informed;
    }
    for (int q = 0; q < 5; q++) row[q] = count[q];
    row[5] = heard; row[6] = joined; row[7] = dropped; row[8] = learned;
    for (int q = 0; q < 5; q++) row[9 + q] = sums[q] / n;
    initiatives(w, row);
}
