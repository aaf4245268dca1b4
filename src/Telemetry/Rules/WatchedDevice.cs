using Platform.DeviceProtocol;

namespace Platform.Telemetry.Rules;

/// <summary>What is remembered of one device between its readings.</summary>
internal sealed class WatchedDevice
{
    private static readonly RuleSet None = new([]);

    /// <summary>The rules that <see cref="Rules"/> were taken from.</summary>
    public RuleSnapshot? Snapshot { get; private set; }

    public RuleSet Rules { get; private set; } = None;

    /// <summary>Of each rule in <see cref="Rules"/>.</summary>
    public RuleState[] States { get; private set; } = [];

    /// <summary>Of each value, the rule that was told to hold.</summary>
    public AlertRule?[] Told { get; } = new AlertRule?[ReadingKind.Environment.Values.Count];

    /// <summary>Values whose rules changed, to be looked at with the next reading.</summary>
    public uint Unsettled { get; set; }

    public int TenantId { get; private set; }

    public int PitId { get; private set; }

    /// <summary>The newest reading that was judged.</summary>
    public DateTimeOffset Newest { get; set; }

    /// <summary>Notes what the database says to hold.</summary>
    public void Holds(string subject, string alertType, string severity, int tenantId, int pitId)
    {
        var rule = new AlertRule(alertType, subject, null, null, null, null, TimeSpan.Zero, null, null, severity, Enabled: true);
        if (rule.Index < 0) return;
        (TenantId, PitId) = (tenantId, pitId);
        Told[rule.Index] = rule;
    }

    /// <summary>
    /// Takes other rules. A rule that was told to hold goes on holding, and with it the less severe ones about the same value;
    /// the next reading tells whether they do. So nothing is raised again because the process or the rules are new.
    /// </summary>
    public void Bind(RuleSnapshot snapshot, RuleSet rules, int tenantId, int pitId)
    {
        (Snapshot, Rules, TenantId, PitId) = (snapshot, rules, tenantId, pitId);
        States = new RuleState[rules.Thresholds.Length];
        for (var i = 0; i < States.Length; i++)
        {
            var rule = rules.Thresholds[i];
            if (Told[rule.Index] is { } told && (rule.AlertType == told.AlertType || rule.Rank < told.Rank)) States[i] = new(IsActive: true, Since: null);
        }

        for (var index = 0; index < Told.Length; index++)
        {
            if (Told[index] is not null) Unsettled |= 1u << index;
        }
    }

    /// <summary>Whether the rule is one of those that hold now, by its type.</summary>
    public bool Knows(AlertRule rule) => Array.Exists(Rules.Thresholds, r => r.AlertType == rule.AlertType);

    /// <summary>Rules that hold, the most severe first.</summary>
    public AlertRule[] Holding() => [.. Rules.Thresholds.Where((_, i) => States[i].IsActive)];

    /// <summary>What was told was not committed.</summary>
    public void TakeBack(int index, AlertRule? told)
    {
        Told[index] = told;
        Unsettled |= 1u << index;
    }
}
