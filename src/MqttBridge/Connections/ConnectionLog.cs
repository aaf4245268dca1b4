using System.Diagnostics.Metrics;
using Platform.Contracts.MqttBridge;
using Platform.MqttBridge.BrokerAuth;
using Directory = Platform.DeviceDirectory.Directory;

namespace Platform.MqttBridge.Connections;

/// <summary>
/// What the broker's questions say about devices' connections, to be told to the registry. A connection is told at once:
/// the broker remembers it for a minute and does not ask again. A refusal, which it does not remember, is told at once
/// when it is new, then at most once a minute per device and reason, with a count. Only devices that the platform knows
/// are noted, and no more than <see cref="MaxNoted"/> of each kind at a time, so that trying names or passwords fills no
/// memory. Noting takes a look-up under a lock and waits for nothing else: the broker waits for the answer.
/// </summary>
internal sealed class ConnectionLog(Directory directory, TimeProvider time)
{
    /// <summary>How many connections, and how many devices and reasons, are remembered; what comes beyond is counted as dropped.</summary>
    public const int MaxNoted = 20_000;

    private const int MaxDetail = 200;
    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(1);
    private static readonly Meter Meter = new("Platform.MqttBridge");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("platform.connections.dropped", "{outcome}");
    private readonly Lock noting = new();
    private readonly Dictionary<string, DateTimeOffset> connections = new(StringComparer.Ordinal);
    private readonly Dictionary<(string DeviceId, Verdict Reason), Noted> refusals = [];

    /// <summary>Notes an outcome; <paramref name="detail"/> says what was given, and only its beginning is kept.</summary>
    public void Note(string username, Verdict outcome, string detail = "")
    {
        if (directory.Find(username) is not { Device.DeviceId: var deviceId }) return;
        var now = time.GetUtcNow();
        var kept = Shorten(detail);
        lock (noting)
        {
            if (outcome == Verdict.Allowed)
            {
                if (connections.Count < MaxNoted || connections.ContainsKey(deviceId)) connections[deviceId] = now;
                else Dropped.Add(1, new KeyValuePair<string, object?>("kind", "connection"));
                return;
            }

            if (refusals.TryGetValue((deviceId, outcome), out var noted)) refusals[(deviceId, outcome)] = noted with { Count = noted.Count + 1, At = now, Detail = kept };
            else if (refusals.Count < MaxNoted) refusals[(deviceId, outcome)] = new Noted(1, now, kept, ToldAt: null);
            else Dropped.Add(1, new KeyValuePair<string, object?>("kind", "refusal"));
        }
    }

    /// <summary>What is to be told now; it counts as told. A refusal that was told and did not come again for a minute is forgotten.</summary>
    public (IReadOnlyList<DeviceConnected> Connected, IReadOnlyList<DeviceConnectionRefused> Refused) Take(DateTimeOffset now)
    {
        lock (noting)
        {
            DeviceConnected[] connected = [.. connections.Select(c => new DeviceConnected(c.Key, c.Value))];
            connections.Clear();
            List<DeviceConnectionRefused> refused = [];
            foreach (var (key, noted) in refusals)
            {
                if (now - noted.ToldAt < OncePer) continue;
                if (noted.Count == 0)
                {
                    // Removing and replacing while going through is what a dictionary allows.
                    refusals.Remove(key);
                    continue;
                }

                refused.Add(new DeviceConnectionRefused(key.DeviceId, WordOf(key.Reason), noted.Detail, noted.Count, noted.At));
                refusals[key] = noted with { Count = 0, ToldAt = now };
            }

            return (connected, refused);
        }
    }

    private static string WordOf(Verdict outcome) => outcome switch
    {
        Verdict.WrongPassword => "wrong_password",
        Verdict.WrongClientId => "wrong_client_id",
        Verdict.WrongTopic => "wrong_topic",
        Verdict.CutOff => "cut_off",
        Verdict.NotAssigned => "not_assigned",
        Verdict.Decommissioned => "decommissioned",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Is no refusal of a known device."),
    };

    /// <summary>As much as is kept, without what a text column or a screen would trip over.</summary>
    private static string Shorten(string text)
    {
        var kept = text.Length > MaxDetail ? text[..MaxDetail] : text;
        return kept.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? string.Concat(kept.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)) : kept;
    }

    private readonly record struct Noted(int Count, DateTimeOffset At, string Detail, DateTimeOffset? ToldAt);
}
