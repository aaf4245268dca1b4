using System.ComponentModel.DataAnnotations;

namespace Platform.Jobs.Messages;

/// <summary>Section <c>Web</c>: where people find the web app, for links in messages.</summary>
internal sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>The address of the web app without a path.</summary>
    [Required(ErrorMessage = "Web__Address is not set; give the address of the web app, for example https://platform.example.")]
    [Url(ErrorMessage = "Web__Address is no address; give that of the web app, for example https://platform.example.")]
    public string Address { get; set; } = "";

    /// <summary>The page of a job.</summary>
    public string LinkTo(long jobId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Address.TrimEnd('/')}/jobs/{jobId}");
}
