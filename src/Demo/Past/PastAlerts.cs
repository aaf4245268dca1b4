using System.Globalization;
using Dapper;
using Npgsql;

namespace Platform.Demo.Past;

/// <summary>Alerts that are over, with their history and the owner's messages about the newest of them.</summary>
internal static class PastAlerts
{
    private const int Alerts = 34, MessagesOfDays = 6;

    private static readonly Kind[] Kinds =
    [
        new("high_aqi", "aqi", "warning", "Bad air", 168, 150, "Pit {0}: AQI {1} is above {2}.", "AQI {1}, limit {2}"),
        new("humidity_high", "humidity", "warning", "High humidity", 72.4, 70, "Pit {0}: humidity {1} % is above {2} %.", "{1} %RH, limit {2} %RH"),
        new("high_aqi", "aqi", "warning", "Bad air", 181, 150, "Pit {0}: AQI {1} is above {2}.", "AQI {1}, limit {2}"),
        new("device_offline", "presence", "warning", "Device offline", 64, 60, "Pit {0}: device {3} has sent nothing for {1} s.", "silent for {1} s"),
        new("critical_aqi", "aqi", "critical", "Dangerous air", 212, 200, "Pit {0}: AQI {1} is above {2}.", "AQI {1}, limit {2}"),
        new("temp_out_of_range", "temperature", "warning", "Temperature out of range", 35.8, 35, "Pit {0}: {1} °C is above {2} °C.", "{1} °C, limit {2} °C"),
    ];

    private static readonly string[] Notes = ["Doors are open, the fan runs.", "", "Spraying primer, will be over soon.", "Ravi looks after it.", "Router was restarted."];

    private const string Add = """
        with alert as (
            insert into alerts (tenant_id, pit_id, pit_code, device_id, source, subject, alert_type, severity, worst, message, value, limit_value, is_above, status,
                raised_at, updated_at, acknowledged_at, acknowledged_by, note, cleared_at, clear_reason)
            values (@TenantId, @PitId, @PitCode, @DeviceId, @DeviceId, @Subject, @AlertType, @Severity, @Severity, @Message, @Value, @Limit, true, 'cleared',
                @Raised, @Cleared, @Acknowledged, case when @Acknowledged is not null then @By end, case when @Acknowledged is not null then @Note end, @Cleared, 'recovered')
            returning alert_id),
        changes as (
            insert into alert_changes (alert_id, tenant_id, change, alert_type, severity, value, user_id, note, at)
            select alert_id, @TenantId, c.change, @AlertType, @Severity, c.value, c.user_id, c.note, c.at
            from alert, (values ('raised', @Value::float8, null::bigint, null::text, @Raised::timestamptz), ('acknowledged', null, @By, @Note, @Acknowledged), ('cleared', @Limit * 0.9, null, null, @Cleared))
                c (change, value, user_id, note, at) where c.at is not null order by c.at)
        insert into app_messages (message_id, user_id, tenant_id, kind, title, text, link, alert_id, created_at, read_at)
        select m.id, @OwnerId, @TenantId, m.kind, m.title, m.text, '/alerts/' || alert_id, alert_id, m.at, case when @IsRead then m.at + interval '6 minutes' end
        from alert, (values (@RaisedId::uuid, 'alert_raised', @Title, @Text, @Raised::timestamptz), (@ClearedId::uuid, 'alert_cleared', 'Over: ' || @Title, @Over, @Cleared)) m (id, kind, title, text, at)
        where @IsTold
        """;

    public static async Task WriteAsync(NpgsqlDataSource database, DemoState state, IReadOnlyList<DemoPit> pits, long ownerId)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var tenantId = state.TenantId!.Value;
        if (await connection.ExecuteScalarAsync<bool>("select count(*) > @Alerts / 2 from alerts where tenant_id = @tenantId and status = 'cleared'", new { Alerts, tenantId }, transaction)) return;
        for (var n = Alerts; n >= 1; n--) await connection.ExecuteAsync(Add, Row(state, pits, ownerId, n, now), transaction);
        await transaction.CommitAsync();
    }

    /// <summary>The n-th alert before today: a little less than a day apart, the last one this morning.</summary>
    private static object Row(DemoState state, IReadOnlyList<DemoPit> pits, long ownerId, int n, DateTimeOffset now)
    {
        var kind = Kinds[n % Kinds.Length];
        var at = n * 5 % Math.Min(pits.Count, state.Devices.Count);
        var (pit, device) = (pits[at], state.Devices[at].DeviceId);
        var raised = now.AddMinutes((-n * 21 * 60) + 960 - (n * 37 % 90));
        var acknowledged = n % 3 == 0 ? (DateTimeOffset?)null : raised.AddMinutes(2 + (n * 7 % 11));
        var cleared = raised.AddMinutes(9 + (n * 13 % 48));
        var value = Math.Round(kind.Value + (n % 7), 1);
        string Fill(string text) => string.Format(CultureInfo.InvariantCulture, text, pit.Number, value, kind.Limit, device);
        var place = string.Create(CultureInfo.InvariantCulture, $"Pit {pit.Number}");
        var title = $"{kind.Name}: {place}";
        return new
        {
            TenantId = state.TenantId!.Value,
            pit.PitId,
            PitCode = pit.Code,
            DeviceId = device,
            kind.Subject,
            AlertType = kind.Type,
            kind.Severity,
            Message = Fill(kind.Message),
            Value = value,
            kind.Limit,
            Raised = raised,
            Acknowledged = acknowledged,
            Cleared = cleared,
            By = n % 2 == 0 || state.Staff.Count == 0 ? ownerId : state.Staff[n % state.Staff.Count].UserId,
            Note = Notes[n % Notes.Length],
            OwnerId = ownerId,
            RaisedId = Guid.CreateVersion7(raised),
            ClearedId = Guid.CreateVersion7(cleared),
            Title = title,
            Text = $"{kind.Name} ({place}): {Fill(kind.Reading)}.",
            Over = $"Over: {kind.Name} ({place}).",
            IsTold = raised > now.AddDays(-MessagesOfDays),
            IsRead = n > 2,
        };
    }

    /// <summary>A kind of alert, with its texts in English as Notifications writes them.</summary>
    private sealed record Kind(string Type, string Subject, string Severity, string Name, double Value, double Limit, string Message, string Reading);
}
