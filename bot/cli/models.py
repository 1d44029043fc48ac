"""`dailies models`: what each video model can do, costs and is replaced by, with dates and sources."""

from typing import Annotated, Any

import typer

from bot.cli.printing import people, print_json
from bot.settings import read_settings

OVERRIDE = "Any value can be overridden: DAILIES_MODELS holds JSON, or names a file that does."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(models)


def models(as_json: Annotated[bool, typer.Option("--json", help="One JSON object, every field.")] = False) -> None:
    """Show the video models: capabilities, prices, replacements, dates and sources."""
    from graphs.cameras.models import read_models

    settings = read_settings()
    table = read_models(settings.models())
    chosen = {settings.omni_model, settings.veo_model}
    if as_json:
        print_json({name: model.model_dump(mode="json", by_alias=True) for name, model in table.items()})
        return
    out = people()
    for name, model in table.items():
        out.print(f"{name}{'  (chosen)' if name in chosen else ''}", style="bold", markup=False)
        for fact, told in _lines(model):
            out.print(f"  {fact:<12} {told}", markup=False)
    out.print(OVERRIDE, markup=False)


def _lines(model: Any) -> list[tuple[str, str]]:
    """A model's facts as lines: name and value."""
    from graphs.cameras.fitting import STEPS

    serves = ", ".join(
        f"{'API key' if way == 'key' else 'Vertex'} ({', '.join(at)})" for way, at in model.serves.items()
    )
    sizes = sorted(model.cents_per_second, key=STEPS.index)
    able = {
        "first frame": model.first_frame,
        "last frame": model.last_frame,
        f"{model.references.images} reference images": model.references.images,
        f"{model.references.videos} reference videos": model.references.videos,
        "extend": model.extend,
        "edit": model.edit,
        "seed": model.seed,
        "negative prompt": model.negative_prompt,
    }
    lines = [
        ("camera", model.camera),
        ("serves", serves),
        ("length", model.seconds.told()),
        ("a second", ", ".join(f"${model.cents_per_second[size] / 100:g} at {size}" for size in sizes)),
        ("formats", f"{', '.join(model.formats)}; others are framed inside"),
        ("can", ", ".join(name for name, can in able.items() if can)),
        ("sound", model.sound),
        ("replacement", model.replacement or "none"),
        ("checked", f"{model.date}, {model.source}"),
    ]
    return lines + ([("unsure", ", ".join(model.unsure))] if model.unsure else [])
