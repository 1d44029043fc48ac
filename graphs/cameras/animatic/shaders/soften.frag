// One direction of a Gaussian blur, nine taps in five fetches between texels.
in vec2 v_at;
uniform sampler2D picture;
uniform vec2 reach;
out vec4 f_colour;

void main() {
    f_colour = texture(picture, v_at) * 0.2270270;
    f_colour += (texture(picture, v_at + reach * 1.3846154) + texture(picture, v_at - reach * 1.3846154)) * 0.3162162;
    f_colour += (texture(picture, v_at + reach * 3.2307692) + texture(picture, v_at - reach * 3.2307692)) * 0.0702703;
}
