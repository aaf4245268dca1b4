using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Jobs.Tenants;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Templates;

/// <summary>What a workshop does again and again.</summary>
internal static class TemplateEndpoints
{
    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        var templates = routes.MapGroup("/api/job-templates").WithTags("Job templates");
        templates.MapGet("", ListAsync).RequireAuthorization(Policies.Staff).WithSummary("The workshop's templates of jobs");
        templates.MapPost("", AddAsync).RequireAuthorization(Policies.Owner).RefusesAdmins().TakesIdempotencyKey().WithSummary("Add a template");
        templates.MapPut("/{templateId:long}", ReplaceAsync).RequireAuthorization(Policies.Owner).RefusesAdmins().WithSummary("Replace a template; jobs that were made of it stay as they are");
        templates.MapDelete("/{templateId:long}", RemoveAsync).RequireAuthorization(Policies.Owner).RefusesAdmins().WithSummary("Remove a template; jobs that were made of it stay as they are");
    }

    private static async Task<Results<Ok<TemplateList>, ProblemHttpResult>> ListAsync(
        Caller caller, TemplateStore templates, TenantStore tenants, CancellationToken ct, [FromQuery(Name = "workshop_id")] int? workshopId = null)
    {
        if ((caller.TenantScope ?? workshopId) is not { } tenantId) return Problems.Invalid(("workshop_id", "is required for an admin"));
        // A workshop that was made a moment ago gets its templates now.
        await tenants.FindAsync(tenantId, ct);
        return TypedResults.Ok(new TemplateList(await templates.ListAsync(tenantId, ct)));
    }

    private static async Task<Results<Created<TemplateView>, ProblemHttpResult>> AddAsync(SaveTemplate body, Caller caller, TemplateStore templates, TimeProvider time, CancellationToken ct)
    {
        if (body.Check() is { Length: > 0 } errors) return Problems.Invalid(errors);
        return await templates.AddAsync(caller.TenantScope ?? -1, body.Draft(), time.GetUtcNow(), ct) is { } template
            ? TypedResults.Created($"/api/job-templates/{template.TemplateId}", template)
            : NameTaken(body);
    }

    private static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> ReplaceAsync(
        long templateId, SaveTemplate body, Caller caller, TemplateStore templates, TimeProvider time, CancellationToken ct)
    {
        if (body.Check() is { Length: > 0 } errors) return Problems.Invalid(errors);
        return await templates.ReplaceAsync(caller.TenantScope ?? -1, templateId, body.Draft(), time.GetUtcNow(), ct) switch
        {
            TemplateOutcome.Saved saved => TypedResults.Ok(saved.Template),
            TemplateOutcome.NameTaken => NameTaken(body),
            _ => Problems.NotFound("template"),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(long templateId, Caller caller, TemplateStore templates, CancellationToken ct) =>
        await templates.RemoveAsync(caller.TenantScope ?? -1, templateId, ct) ? TypedResults.NoContent() : Problems.NotFound("template");

    private static ProblemHttpResult NameTaken(SaveTemplate body) => Problems.Conflict("template_exists", $"There is a template '{body.Name?.Trim()}' already.");
}

/// <summary>A template as it is to be.</summary>
/// <param name="Name">What it is called; the <c>work_type</c> of its jobs.</param>
/// <param name="DurationMinutes">How long it usually takes; null when that is said with each job.</param>
/// <param name="Stages">What customers see of the progress, in order.</param>
/// <param name="Materials">What staff tick off.</param>
internal sealed record SaveTemplate(string? Name, int? DurationMinutes, IReadOnlyList<string>? Stages, IReadOnlyList<string>? Materials) : IRequestBody
{
    public (string, string)[] Check() => [.. TemplateRules.Check(Name, DurationMinutes, Stages, Materials)];

    public TemplateDraft Draft() => new(Name!.Trim(), DurationMinutes, [.. (Stages ?? []).Select(s => s.Trim())], [.. (Materials ?? []).Select(m => m.Trim())]);
}

/// <summary>A template.</summary>
internal sealed record TemplateView(long TemplateId, string Name, int? DurationMinutes, IReadOnlyList<string> Stages, IReadOnlyList<string> Materials);

/// <summary>All templates of a workshop, oldest first.</summary>
internal sealed record TemplateList(IReadOnlyList<TemplateView> Items);
