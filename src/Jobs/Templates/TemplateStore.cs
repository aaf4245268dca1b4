using Dapper;
using Npgsql;

namespace Platform.Jobs.Templates;

/// <summary>All SQL of templates.</summary>
internal sealed class TemplateStore(NpgsqlDataSource database)
{
    private const string Columns = "template_id, name, duration_minutes, stages, materials";

    /// <summary>Those with which a workshop begins.</summary>
    public static Task AddDefaultsAsync(NpgsqlTransaction transaction, int tenantId, DateTimeOffset now) => transaction.Connection!.ExecuteAsync("""
        insert into job_templates (tenant_id, name, duration_minutes, stages, materials, changed_at) values (@tenantId, @Name, @DurationMinutes, @stages, @materials, @now)
        on conflict (tenant_id, lower(name)) do nothing
        """, TemplateRules.Defaults.Select(t => new { tenantId, t.Name, t.DurationMinutes, stages = t.Stages.ToArray(), materials = t.Materials.ToArray(), now }), transaction);

    public async Task<IReadOnlyList<TemplateView>> ListAsync(int tenantId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<Row>($"select {Columns} from job_templates where tenant_id = @tenantId order by template_id", new { tenantId })).Select(r => r.View())];
    }

    /// <summary>Adds a template; null when the workshop has one of that name.</summary>
    public async Task<TemplateView?> AddAsync(int tenantId, TemplateDraft template, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>($"""
            insert into job_templates (tenant_id, name, duration_minutes, stages, materials, changed_at) values (@tenantId, @Name, @DurationMinutes, @stages, @materials, @now)
            on conflict (tenant_id, lower(name)) do nothing returning {Columns}
            """, Parameters(tenantId, 0, template, now)))?.View();
    }

    /// <summary>Replaces a template.</summary>
    public async Task<TemplateOutcome> ReplaceAsync(int tenantId, long templateId, TemplateDraft template, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        try
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>($"""
                update job_templates set name = @Name, duration_minutes = @DurationMinutes, stages = @stages, materials = @materials, changed_at = @now
                where tenant_id = @tenantId and template_id = @templateId returning {Columns}
                """, Parameters(tenantId, templateId, template, now));
            return row is null ? new TemplateOutcome.NoSuchTemplate() : new TemplateOutcome.Saved(row.View());
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return new TemplateOutcome.NameTaken();
        }
    }

    public async Task<bool> RemoveAsync(int tenantId, long templateId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync("delete from job_templates where tenant_id = @tenantId and template_id = @templateId", new { tenantId, templateId }) == 1;
    }

    private static object Parameters(int tenantId, long templateId, TemplateDraft template, DateTimeOffset now) =>
        new { tenantId, templateId, template.Name, template.DurationMinutes, stages = template.Stages.ToArray(), materials = template.Materials.ToArray(), now };

    /// <summary>Read by properties: the driver names an array's type only when it has seen the value.</summary>
    private sealed class Row
    {
        public long TemplateId { get; set; }

        public string Name { get; set; } = "";

        public int? DurationMinutes { get; set; }

        public string[] Stages { get; set; } = [];

        public string[] Materials { get; set; } = [];

        public TemplateView View() => new(TemplateId, Name, DurationMinutes, Stages, Materials);
    }
}

/// <summary>What became of replacing a template.</summary>
internal abstract record TemplateOutcome
{
    public sealed record Saved(TemplateView Template) : TemplateOutcome;

    public sealed record NoSuchTemplate : TemplateOutcome;

    public sealed record NameTaken : TemplateOutcome;
}
