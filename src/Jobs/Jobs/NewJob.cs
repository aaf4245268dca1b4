using System.Text.Json.Serialization;
using Platform.Jobs.Customers;
using Platform.Jobs.Templates;
using Platform.Messaging;

namespace Platform.Jobs.Jobs;

/// <summary>A job to be taken on.</summary>
/// <param name="CustomerName">What to call the customer.</param>
/// <param name="CarModel">The car.</param>
/// <param name="CarPlate">Its plate.</param>
/// <param name="PitId">Where it will be done.</param>
/// <param name="WorkType">A template's name, or anything else: then it has the stages of the template <c>Custom</c>.</param>
/// <param name="EstimatedDurationMinutes">1 to 43200; the template's when absent.</param>
/// <param name="CustomerPhone">By it, and then by the address, a customer who was here before is found again.</param>
/// <param name="CustomerEmail">See <paramref name="CustomerPhone"/>.</param>
/// <param name="CustomerLanguage"><c>en</c>, <c>th</c> or <c>hi</c>, in which a new customer is written to.</param>
internal sealed record CreateJob(
    string? CustomerName, string? CarModel, string? CarPlate, int? PitId, string? WorkType, int? EstimatedDurationMinutes,
    string? CustomerPhone = null, string? CustomerEmail = null, string? CustomerLanguage = null) : IRequestBody
{
    private const int MaxName = 100, MaxPlate = 20;

    /// <summary>What is wrong with it, apart from what the workshop's own data decide.</summary>
    public IEnumerable<(string Field, string Message)> Check()
    {
        if (PitId is null or < 1) yield return ("pit_id", "must be the number of one of the workshop's pits");
        foreach (var error in JobRules.CheckText("customer_name", CustomerName, MaxName)
            .Concat(JobRules.CheckText("car_model", CarModel, MaxName))
            .Concat(JobRules.CheckText("car_plate", CarPlate, MaxPlate))
            .Concat(JobRules.CheckText("work_type", WorkType, TemplateRules.MaxName))
            .Concat(JobRules.CheckMinutes("estimated_duration_minutes", EstimatedDurationMinutes))
            .Concat(CustomerRules.CheckLanguage(CustomerLanguage))) yield return error;
    }
}

/// <summary>A job before it is in the database.</summary>
internal sealed record JobDraft(
    int TenantId, int PitId, int PitNumber, string CustomerName, string CarModel, string CarPlate, string WorkType, int Minutes, IReadOnlyList<string> Stages, IReadOnlyList<string> Materials)
{
    /// <summary>The job as the template has it; what the template does not say has to be said with the job.</summary>
    public static JobDraft Of(int tenantId, int pitId, int pitNumber, CreateJob body, int minutes, TemplateView? template) => new(
        tenantId, pitId, pitNumber, body.CustomerName!.Trim(), body.CarModel!.Trim(), body.CarPlate!.Trim(), template is { Name: not TemplateRules.Custom } ? template.Name : body.WorkType!.Trim(),
        minutes, template?.Stages ?? [], template?.Materials ?? []);

    /// <summary>The template that a kind of work means.</summary>
    public static TemplateView? TemplateOf(string workType, IReadOnlyList<TemplateView> templates)
    {
        var key = TemplateRules.KeyOf(workType);
        return templates.FirstOrDefault(t => TemplateRules.KeyOf(t.Name) == key) ?? templates.FirstOrDefault(t => t.Name == TemplateRules.Custom);
    }
}

/// <summary>The job that was taken on.</summary>
/// <param name="JobId">The job.</param>
/// <param name="CustomerCredentials">Of a new customer, shown this once; absent for one who has an account.</param>
internal sealed record CreatedJob(
    long JobId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CustomerCredentials? CustomerCredentials);

/// <summary>With what a customer signs in.</summary>
internal sealed record CustomerCredentials(string Username, string Password);
