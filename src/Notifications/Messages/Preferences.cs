using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Messages;

/// <summary>What a person chose. Pure.</summary>
/// <param name="Language">Null for the one of the account.</param>
/// <param name="TimeZone">IANA name; null for UTC.</param>
/// <param name="QuietHours">Hours in which only critical messages come.</param>
/// <param name="Schedule">When the person is on duty.</param>
/// <param name="Choices">Channels per topic.</param>
internal sealed record Preferences(string? Language, string? TimeZone, QuietHours? QuietHours, Schedule? Schedule, IReadOnlyDictionary<string, ChannelChoice> Choices)
{
    public static Preferences Default { get; } = new(null, null, null, null, new Dictionary<string, ChannelChoice>(StringComparer.Ordinal));

    public IReadOnlyList<string> ChannelsOf(Topic topic) => !topic.IsFixed && Choices.TryGetValue(topic.Name, out var choice) ? choice.List() : topic.Defaults;

    public TimeZoneInfo Zone => TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Whether the person is to be left alone now: critical messages and those about jobs come all the same, the app shows everything.</summary>
    public bool IsQuiet(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (QuietHours is { } quiet && IsWithin(time, quiet.From, quiet.To)) return true;
        if (Schedule is not { } duty) return false;
        if (!IsWithin(time, duty.From, duty.To)) return true;
        // After midnight it is still the shift of the day before.
        var day = duty.From > duty.To && time < duty.To ? local.AddDays(-1).DayOfWeek : local.DayOfWeek;
        return !duty.Days.Contains(day == DayOfWeek.Sunday ? 7 : (int)day);
    }

    public static bool IsSame(ChannelChoice choice, Topic topic) => choice == ChannelChoice.Of(topic.Defaults);

    private static bool IsWithin(TimeOnly time, TimeOnly from, TimeOnly to) => from < to ? time >= from && time < to : time >= from || time < to;
}

/// <summary>All SQL of preferences; they are a person's own, known by the number in the access token.</summary>
internal sealed class PreferenceStore(NpgsqlDataSource database)
{
    public async Task<Preferences> FindAsync(long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, transaction: null, userId);
    }

    public static async Task<Preferences> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, long? userId) =>
        userId is { } id && await connection.ExecuteScalarAsync<string?>("select settings::text from message_preferences where user_id = @id", new { id }, transaction) is { } settings
            ? JsonSerializer.Deserialize<Preferences>(settings, Json.Options)!
            : Preferences.Default;

    public async Task PutAsync(long userId, int? tenantId, Preferences preferences, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync("""
            insert into message_preferences (user_id, tenant_id, settings, updated_at) values (@userId, @tenantId, @settings::jsonb, @now)
            on conflict (user_id) do update set tenant_id = excluded.tenant_id, settings = excluded.settings, updated_at = excluded.updated_at
            """, new { userId, tenantId, settings = JsonSerializer.Serialize(preferences, Json.Options), now });
    }
}
