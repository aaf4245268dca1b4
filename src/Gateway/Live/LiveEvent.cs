using System.Globalization;
using System.Text.Json;

namespace Platform.Gateway.Live;

/// <summary>One event on its way to browsers: the body goes out as it came.</summary>
/// <param name="TenantId">From the routing key; null for the gateway's own answers.</param>
/// <param name="PitId">From the routing key; null when the event is of no pit.</param>
/// <param name="Key">What a newer event of the same kind replaces: kind, pit and what it is about.</param>
/// <param name="Body">JSON, UTF-8, shared by all sockets.</param>
internal sealed record LiveEvent(int? TenantId, int? PitId, string Key, ReadOnlyMemory<byte> Body)
{
    /// <summary>Kinds that are the workshop's own business: a customer who may see the pit does not get them.</summary>
    private static readonly string[] OfWorkshop = ["license_switch", "alert"];

    /// <summary>Kinds that tell of one device, which people with whom that device is shared get although it is another tenant's.</summary>
    private static readonly string[] OfDevice = ["device_status", "device_state", "device_config", "command_status", "sensor_update"];

    /// <summary>Kinds that tell of one customer's car: that customer gets them, also at the end when the pit is no longer theirs to see, and no other does.</summary>
    private static readonly string[] OfOneCustomer = ["job_status"];

    /// <summary>Kinds that are one person's own business, whatever the role; nobody else of the tenant gets them, nor an admin who watches it.</summary>
    private static readonly string[] OfOnePerson = ["message"];

    /// <summary>True when only <see cref="PersonId"/> gets it.</summary>
    public bool IsOfOnePerson { get; init; }

    /// <summary>The person whom it is for (<c>user_id</c> of the body); null when it says none, and for other kinds.</summary>
    public long? PersonId { get; init; }

    /// <summary>True when of customers only <see cref="CustomerId"/> gets it.</summary>
    public bool IsOfOneCustomer { get; init; }

    /// <summary>The customer whose car it tells of (<c>user_id</c> of the body); null when it says none, and for other kinds.</summary>
    public long? CustomerId { get; init; }

    /// <summary>True when customers do not get it, whatever they may see.</summary>
    public bool IsOfWorkshop { get; init; }

    /// <summary>The device that it tells of, if it is of a kind that is shared with the device; null otherwise.</summary>
    public string? SharedDevice { get; init; }

    /// <summary>Members that tell apart events of one kind and pit, each of which a browser needs.</summary>
    private static readonly string[] Subjects = ["device_id", "job_id", "alert_id", "alert_type", "command_id", "switch_id", "user_id"];

    /// <summary>
    /// Reads <c>{tenant_id}.{pit_id}.{type}</c>; null when the key or the body is not of that form. Tenant 0 is the vendor: no
    /// tenant has that number, so that nobody but admins may see it.
    /// </summary>
    public static LiveEvent? Read(string routingKey, ReadOnlyMemory<byte> body)
    {
        var parts = routingKey.Split('.');
        if (parts.Length != 3 || parts[2].Length == 0
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var tenant)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pit)
            || (tenant == 0 && pit != 0)) return null;
        var isOfOnePerson = OfOnePerson.Contains(parts[2], StringComparer.Ordinal);
        var isOfOneCustomer = OfOneCustomer.Contains(parts[2], StringComparer.Ordinal);
        return SubjectOf(body.Span) is var (subject, device, user)
            ? new(tenant, pit == 0 ? null : pit, $"{routingKey}{subject}", body)
            {
                IsOfWorkshop = OfWorkshop.Contains(parts[2], StringComparer.Ordinal),
                IsOfOnePerson = isOfOnePerson,
                PersonId = isOfOnePerson ? user : null,
                IsOfOneCustomer = isOfOneCustomer,
                CustomerId = isOfOneCustomer ? user : null,
                SharedDevice = OfDevice.Contains(parts[2], StringComparer.Ordinal) ? device : null,
            }
            : null;
    }

    /// <summary>What the event is about, and the device and the person among it; null when the body cannot be read.</summary>
    private static (string Subject, string? Device, long? User)? SubjectOf(ReadOnlySpan<byte> body)
    {
        var subject = "";
        string? device = null;
        long? user = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (name == "device_id" && reader.TokenType == JsonTokenType.String) device = reader.GetString();
                if (name == "user_id" && reader.TokenType == JsonTokenType.Number) user = reader.GetInt64();
                if (Subjects.Contains(name, StringComparer.Ordinal) && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                    subject += $"|{name}={(reader.TokenType == JsonTokenType.String ? reader.GetString() : reader.GetInt64().ToString(CultureInfo.InvariantCulture))}";
                reader.Skip();
            }

            return reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0 && !reader.Read() ? (subject, device, user) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
