namespace Platform.DeviceProtocol;

/// <summary>What a device's topic is for.</summary>
public enum TopicKind
{
    /// <summary>Not a topic of this platform.</summary>
    Unknown,

    /// <summary><c>workshop/{code}/pit/{pit}/sensors</c>, or without <c>pit/</c> from older firmware: a reading of a pit.</summary>
    PitSensors,

    /// <summary><c>workshop/{code}/device/{device_id}/status</c>.</summary>
    DeviceStatus,

    /// <summary><c>workshop/{code}/device/{device_id}/command</c>.</summary>
    DeviceCommand,

    /// <summary><c>devices/{serial}/status</c>: a controller's word, which is the same wherever it belongs.</summary>
    ControllerStatus,

    /// <summary><c>devices/{serial}/heartbeat</c>.</summary>
    ControllerHeartbeat,

    /// <summary><c>devices/{serial}/control</c>: a controller's commands.</summary>
    ControllerCommand,

    /// <summary><c>admin/devices/{serial}/logs</c>: what a controller logs for the vendor.</summary>
    ControllerLogs,

    /// <summary><c>users/{user_id}/devices/{serial}/status</c>: what a person's own MQTT client may follow.</summary>
    UserMirror,
}

/// <summary>
/// A topic taken apart. RabbitMQ turns <c>/</c> into <c>.</c>, and to it both are the same, so either form is read.
/// The spans point into the text that was parsed.
/// </summary>
public readonly ref struct DeviceTopic
{
    private DeviceTopic(TopicKind kind, ReadOnlySpan<char> tenantCode, ReadOnlySpan<char> subject)
    {
        Kind = kind;
        TenantCode = tenantCode;
        Subject = subject;
    }

    /// <summary>What it is for.</summary>
    public TopicKind Kind { get; }

    /// <summary>The tenant's code, such as <c>workshop_001</c>; of a <see cref="TopicKind.UserMirror"/> the user's number; empty for controllers.</summary>
    public ReadOnlySpan<char> TenantCode { get; }

    /// <summary>The pit's code (<see cref="TopicKind.PitSensors"/>) or the device's id, which of a controller is its serial number.</summary>
    public ReadOnlySpan<char> Subject { get; }

    /// <summary>Takes a topic or routing key apart; <see cref="TopicKind.Unknown"/> when it is none of ours or holds wildcards or empty parts.</summary>
    public static DeviceTopic Parse(ReadOnlySpan<char> topic)
    {
        Span<Range> parts = stackalloc Range[7];
        var count = topic.SplitAny(parts, "./");
        if (count is < 3 or > 5) return default;
        for (var i = 0; i < count; i++)
        {
            if (!Identifier.IsValid(topic[parts[i]])) return default;
        }

        if (!topic[parts[0]].SequenceEqual("workshop")) return ParseController(topic, parts[..count]);
        if (count == 3) return default;
        var tenant = topic[parts[1]];
        var last = topic[parts[count - 1]];
        if (count == 4) return last.SequenceEqual("sensors") ? new(TopicKind.PitSensors, tenant, topic[parts[2]]) : default;
        var subject = topic[parts[3]];
        var group = topic[parts[2]];
        if (group.SequenceEqual("pit") && last.SequenceEqual("sensors")) return new(TopicKind.PitSensors, tenant, subject);
        if (!group.SequenceEqual("device")) return default;
        if (last.SequenceEqual("status")) return new(TopicKind.DeviceStatus, tenant, subject);
        return last.SequenceEqual("command") ? new(TopicKind.DeviceCommand, tenant, subject) : default;
    }

    private static DeviceTopic ParseController(ReadOnlySpan<char> topic, scoped ReadOnlySpan<Range> parts)
    {
        var first = topic[parts[0]];
        var last = topic[parts[^1]];
        switch (parts.Length)
        {
            case 3 when first.SequenceEqual("devices"):
                var kind = last switch
                {
                    "status" => TopicKind.ControllerStatus,
                    "heartbeat" => TopicKind.ControllerHeartbeat,
                    "control" => TopicKind.ControllerCommand,
                    _ => TopicKind.Unknown,
                };
                return kind == TopicKind.Unknown ? default : new(kind, [], topic[parts[1]]);
            case 4 when first.SequenceEqual("admin") && topic[parts[1]].SequenceEqual("devices") && last.SequenceEqual("logs"):
                return new(TopicKind.ControllerLogs, [], topic[parts[2]]);
            case 5 when first.SequenceEqual("users") && topic[parts[2]].SequenceEqual("devices") && last.SequenceEqual("status"):
                return new(TopicKind.UserMirror, topic[parts[1]], topic[parts[3]]);
            default:
                return default;
        }
    }

    /// <summary>Where a device of a pit publishes its readings.</summary>
    public static string Sensors(string tenantCode, string pitCode) => $"workshop/{tenantCode}/pit/{pitCode}/sensors";

    /// <summary>Where a device gets its commands.</summary>
    public static string Command(string tenantCode, string deviceId) => $"workshop/{tenantCode}/device/{deviceId}/command";

    /// <summary>Where a device reports its state; also the topic of its last will.</summary>
    public static string Status(string tenantCode, string deviceId) => $"workshop/{tenantCode}/device/{deviceId}/status";

    /// <summary>Where a controller gets its commands.</summary>
    public static string ControllerCommand(string serial) => $"devices/{serial}/control";

    /// <summary>Where the platform tells a person's own MQTT client how a device stands.</summary>
    public static string UserMirror(long userId, string serial) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"users/{userId}/devices/{serial}/status");

    /// <summary>The routing key under which RabbitMQ's MQTT plugin publishes a topic.</summary>
    public static string ToRoutingKey(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return topic.Replace('/', '.');
    }
}
